//! Where a workspace is, and which of its collaborations are meant.

use std::any::Any;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};

use super::list::{self, Folder};
use super::{StoreError, list::Oddity};

/// The file that makes a directory a workspace.
pub(super) const SETTINGS: &str = "comity.toml";

/// A workspace on disk.
#[derive(Debug, Clone)]
pub struct Workspace {
    root: PathBuf,
    /// The root with every link resolved, to tell what leaves it.
    real_root: PathBuf,
    /// Where a text is kept that could not be written; nothing where none is to be.
    keeps_in: Option<PathBuf>,
    /// Who is told of a wait.
    tells: Option<Tells>,
}

/// Who is told that a file is waited for which somebody else holds. What they give is dropped when
/// the wait is over.
#[derive(Clone)]
pub(super) struct Tells(Arc<Telling>);

type Telling = dyn Fn(&Path) -> Box<dyn Any> + Send + Sync;

impl std::fmt::Debug for Tells {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Tells")
    }
}

impl Tells {
    /// That a file is waited for from now on, until what comes back is dropped.
    pub(super) fn of(&self, file: &Path) -> Box<dyn Any> {
        self.0(file)
    }
}

impl Workspace {
    /// Opens the workspace in this very directory.
    ///
    /// # Errors
    ///
    /// When there is no `comity.toml` in it, or the directory cannot be looked at.
    pub fn open(root: &Path) -> Result<Self, StoreError> {
        match fs::symlink_metadata(root.join(SETTINGS)) {
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                return Err(StoreError::Io { path: root.to_owned(), error });
            }
            Err(_) => return Err(StoreError::NotAWorkspace { root: root.to_owned() }),
        }
        let real_root = fs::canonicalize(root)
            .map_err(|error| StoreError::Io { path: root.to_owned(), error })?;
        Ok(Self { root: root.to_owned(), real_root, keeps_in: None, tells: None })
    }

    /// Finds the workspace that a directory stands in: its own, or the nearest above.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub fn find(from: &Path) -> Result<Self, StoreError> {
        let start = fs::canonicalize(from).unwrap_or_else(|_| from.to_owned());
        start
            .ancestors()
            .find(|directory| fs::symlink_metadata(directory.join(SETTINGS)).is_ok())
            .map_or_else(|| Err(StoreError::NoWorkspace { from: from.to_owned() }), Self::open)
    }

    /// The same, which keeps what could not be written in a directory outside of it.
    #[must_use]
    pub fn keeping(self, directory: PathBuf) -> Self {
        Self { keeps_in: Some(directory), ..self }
    }

    /// The same, which tells when it waits for others that write.
    #[must_use]
    pub fn telling(self, told: impl Fn(&Path) -> Box<dyn Any> + Send + Sync + 'static) -> Self {
        Self { tells: Some(Tells(Arc::new(told))), ..self }
    }

    /// Who is told of a wait.
    pub(super) fn tells(&self) -> Option<&Tells> {
        self.tells.as_ref()
    }

    /// Keeps a text that could not be written to a path, and says where; nothing where it cannot be
    /// kept either.
    #[must_use]
    pub fn keep(&self, path: &str, text: &str) -> Option<PathBuf> {
        super::scratch(self.keeps_in.as_deref()?, path, text).ok()
    }

    /// Its directory.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The directory with every link resolved.
    pub(super) fn real_root(&self) -> &Path {
        &self.real_root
    }

    /// The ids of all collaborations in code-point order, and what else stands among them.
    #[must_use]
    pub fn collaborations(&self) -> (Vec<String>, Vec<Oddity>) {
        list::collaborations(self)
    }

    /// Whether a path is the workspace itself, and with that all of it: `.` where it begins. An id
    /// comes first: the directory that one stands beside may be called like a collaboration in it.
    fn is_whole(&self, named: &str, standing: &Path) -> bool {
        !named.is_empty()
            && !self.is_id(named)
            && fs::canonicalize(standing.join(named)).is_ok_and(|it| it == self.real_root)
    }

    /// Whether a word is the id of a collaboration on file.
    fn is_id(&self, named: &str) -> bool {
        let plain = !named.contains(['/', '\\']) && !matches!(named, "" | "." | "..");
        let by_id = self.root.join("collaborations").join(named);
        // A link to elsewhere is not followed here either.
        let real = fs::canonicalize(&by_id).ok().filter(|real| real.starts_with(&self.real_root));
        plain && real.is_some_and(|real| real.is_dir())
    }

    /// The collaboration that a path or an id names: its id, its directory, or a file in it. A
    /// path counts from where one stands, and an id from the workspace.
    ///
    /// # Errors
    ///
    /// When it names none.
    fn collaboration_of(&self, named: &str, standing: &Path) -> Result<String, StoreError> {
        let within = |path: &Path| -> Option<String> {
            let real = fs::canonicalize(path).ok()?;
            let inside = real.strip_prefix(self.real_root.join("collaborations")).ok()?;
            match inside.components().next() {
                Some(Component::Normal(id)) => Some(id.to_str()?.to_owned()),
                _ => None,
            }
        };
        if self.is_id(named) {
            return Ok(named.to_owned());
        }
        within(&standing.join(named)).or_else(|| within(&self.root.join(named))).ok_or_else(|| {
            let (ids, _) = self.collaborations();
            let word = named.trim_end_matches('/').rsplit('/').next().unwrap_or(named);
            let nearest = crate::model::declare::nearest(word, ids.iter().map(String::as_str));
            StoreError::NoSuchCollaboration {
                named: named.to_owned(),
                nearest: nearest.map(str::to_owned),
            }
        })
    }

    /// The collaborations that paths or ids mean, each once, in code-point order. Nothing where all
    /// of the workspace is meant: none is named, or the workspace itself.
    ///
    /// # Errors
    ///
    /// When one of them names none.
    pub fn chosen(
        &self,
        named: &[String],
        standing: &Path,
    ) -> Result<Option<Vec<String>>, StoreError> {
        if named.is_empty() || named.iter().any(|path| self.is_whole(path, standing)) {
            return Ok(None);
        }
        let ids = named.iter().map(|each| self.collaboration_of(each, standing));
        let mut ids = ids.collect::<Result<Vec<String>, StoreError>>()?;
        ids.sort();
        ids.dedup();
        Ok(Some(ids))
    }

    /// Reads what all collaborations share: settings and network, and on request the log of
    /// contacts.
    #[must_use]
    pub fn shared(&self, with_log: bool) -> Folder {
        list::shared(self, with_log)
    }

    /// Whether the team may keep standards of its own: there is a place for them.
    #[must_use]
    pub fn has_standards(&self) -> bool {
        self.root().join("standards").exists()
    }

    /// Reads one collaboration.
    #[must_use]
    pub fn collaboration(&self, id: &str) -> Folder {
        list::collaboration(self, id)
    }

    /// Reads one collaboration after the other, on every core, and gives back what `each` made of
    /// them in the order of `ids`. No more than one a core is held in memory at a time.
    pub fn each<T: Send>(&self, ids: &[String], each: impl Fn(Folder) -> T + Sync) -> Vec<T> {
        let workers = std::thread::available_parallelism().map_or(1, usize::from).min(ids.len());
        if workers < 2 {
            return ids.iter().map(|id| each(self.collaboration(id))).collect();
        }
        let next = AtomicUsize::new(0);
        let (sender, receiver) = mpsc::channel();
        std::thread::scope(|scope| {
            for _ in 0..workers {
                let (sender, next, each) = (sender.clone(), &next, &each);
                scope.spawn(move || {
                    loop {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        let Some(id) = ids.get(at) else { break };
                        if sender.send((at, each(self.collaboration(id)))).is_err() {
                            break;
                        }
                    }
                });
            }
        });
        drop(sender);
        let mut made: Vec<(usize, T)> = receiver.into_iter().collect();
        made.sort_by_key(|(at, _)| *at);
        made.into_iter().map(|(_, one)| one).collect()
    }

    /// The text of a file of the workspace, for showing a few lines of it. Nothing where it cannot
    /// be read as text any more, or is no file of the workspace: a pipe would be waited for.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<String> {
        let real = fs::canonicalize(self.root.join(path)).ok()?;
        if !real.starts_with(&self.real_root) || !real.is_file() {
            return None;
        }
        let source = super::read::file(&real, path.to_owned());
        source.unreadable.is_none().then(|| source.text().to_owned())
    }
}
