//! What a person gives for a file by paths, several things at once.

use super::{Document, Edit, Field, Kind, Mistake, Page, Shape, Source, Step, at, field, written};

impl Page {
    /// Sets a key as [`Page::set`] does, for one of several things that a person gives at once: of
    /// two values for one place, neither is taken for the last word. To a list may be added any
    /// number of times.
    ///
    /// # Errors
    ///
    /// As there; also when the place, or one in it or around it, was given a value before.
    pub fn give(&mut self, assignment: &str) -> Result<(), Mistake> {
        let path = assignment.split('=').next().unwrap_or_default();
        let (path, adds) = path.strip_suffix('+').map_or((path, false), |path| (path, true));
        self.once(path, adds)?;
        self.set(assignment)
    }

    /// Takes out what a path leads to, as [`Page::unset`] does, where nothing was given for it.
    ///
    /// # Errors
    ///
    /// As there; also when the place, or one in it or around it, was given a value before.
    pub fn take_out(&mut self, path: &str) -> Result<(), Mistake> {
        self.once(path, false)?;
        let way = self.given.pop().map(|(way, _)| way).unwrap_or_default();
        self.unset(path)?;
        // What stands behind an item that went moves up.
        if let Some((Step::Item(gone), list)) = way.split_last() {
            for (known, _) in &mut self.given {
                if let Some(Step::Item(at)) =
                    known.starts_with(list).then(|| known.get_mut(list.len())).flatten()
                    && *at > *gone
                {
                    *at -= 1;
                }
            }
        }
        Ok(())
    }

    /// The field that a path leads to; nothing for a path to an item, or to nowhere.
    #[must_use]
    pub fn field(&self, path: &str) -> Option<&'static Field> {
        self.target(path).ok()?.field
    }

    /// The list of tables of this name at the top.
    ///
    /// # Errors
    ///
    /// When there is none, with those there are.
    pub fn list(&self, name: &str) -> Result<&'static Field, Mistake> {
        let is_list = |it: &&&'static Field| matches!(it.shape, Shape::List(Shape::Table(_)));
        let found = field(self.declared, name);
        found.as_ref().filter(is_list).copied().ok_or_else(|| self.no_list(name))
    }

    /// That there is no list of tables of this name.
    pub(super) fn no_list(&self, name: &str) -> Mistake {
        let lists = self.declared.fields.iter();
        let lists = lists.filter(|field| matches!(field.shape, Shape::List(Shape::Table(_))));
        let lists: Vec<&str> = lists.map(|field| field.key).collect();
        Mistake::new(
            format!("`{name}` is no list of tables in {}", self.declared.name),
            format!("there are: {}", lists.join(", ")),
        )
    }

    /// Notes that something is given for a place, where nothing was given before.
    fn once(&mut self, path: &str, adds: bool) -> Result<(), Mistake> {
        let way = self.target(path)?.way;
        let clash = |known: &[Step]| match adds {
            true => known != way && (known.starts_with(&way) || way.starts_with(known)),
            false => known.starts_with(&way) || way.starts_with(known),
        };
        if let Some((_, known)) = self.given.iter().find(|(known, _)| clash(known)) {
            let message = match known == path {
                true => format!("`{path}` is given twice"),
                false => format!("`{known}` and `{path}` are given for one place"),
            };
            return Err(Mistake::new(message, "give it once; `+=` adds to a list"));
        }
        self.given.push((way, path.to_owned()));
        Ok(())
    }

    /// What adds to a list. What stands there and is no list becomes its first item, so that
    /// nothing is lost.
    pub(super) fn adding(&self, way: Vec<Step>, more: &str) -> Edit {
        let source = Source::new(String::new(), format!("v = {more}\n").into_bytes());
        let document = Document::parse(&source);
        let mut values = match document.get("v").map(|value| value.get_ref()) {
            Some(Kind::Array(items)) => items.iter().map(written).collect(),
            _ => vec![more.to_owned()],
        };
        let single = self.look(|root| {
            let there = at(root, &way).filter(|there| there.get_ref().as_array().is_none());
            there.map(written)
        });
        match single {
            Some(first) => {
                values.insert(0, first);
                Edit::Set { way, value: format!("[{}]", values.join(", ")) }
            }
            None => Edit::Push { way, values },
        }
    }
}
