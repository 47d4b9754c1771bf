//! The tree while it is made: values are put into what is open, sections under their headers.
//! Whatever is wrong or unusual gives nothing, and the whole text is then given up.

use super::tree::{Entry, Key, Spanned};
use super::{Kind, Span, Table, Value};

/// How deep lists and inline tables stand inside of each other, and how many keys a header has,
/// before the text is given up. `toml` allows some more.
const DEPTH: usize = 32;

/// How many keys a table has before no more headers are put into it: each is put between its
/// neighbours, and of very many that would take long.
const WIDTH: usize = 256;

/// What has been read so far. Entries and items of everything that is open stand on one pile each,
/// the innermost on top; what is closed is taken off in one piece, so that no list grows step by
/// step.
pub(super) struct Builder<'a> {
    text: &'a str,
    /// All sections before the one that is being read.
    root: Table<'a>,
    /// The header of the section that is being read; none before the first.
    header: Option<Header<'a>>,
    /// Keys whose values are not read yet.
    keys: Vec<Key<'a>>,
    entries: Vec<Entry<'a>>,
    items: Vec<Value<'a>>,
    open: Vec<Open>,
}

/// `[header]` or `[[header]]`.
pub(super) struct Header<'a> {
    pub keys: Vec<Key<'a>>,
    pub span: Span,
    pub is_array: bool,
}

/// A list or an inline table that is not closed yet.
struct Open {
    start: usize,
    is_array: bool,
    /// How many entries, or items of a list, belong to what is around it.
    from: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            root: Table::default(),
            header: None,
            keys: Vec::new(),
            entries: Vec::with_capacity(16),
            items: Vec::new(),
            open: Vec::new(),
        }
    }

    /// Takes a key whose value comes next.
    pub(super) fn key(&mut self, key: Key<'a>) {
        self.keys.push(key);
    }

    /// Puts a value where it belongs: into the innermost list, or behind its key.
    pub(super) fn value(&mut self, value: Value<'a>) -> Option<()> {
        if self.open.last().is_some_and(|open| open.is_array) {
            self.items.push(value);
        } else {
            self.entries.push((self.keys.pop()?, value));
        }
        Some(())
    }

    /// Begins a list or an inline table. Nothing if it stands too deep.
    pub(super) fn open(&mut self, start: usize, is_array: bool) -> Option<()> {
        let from = if is_array { self.items.len() } else { self.entries.len() };
        self.open.push(Open { start, is_array, from });
        (self.open.len() <= DEPTH).then_some(())
    }

    /// Ends the innermost list or inline table.
    pub(super) fn close(&mut self, end: usize, is_array: bool) -> Option<()> {
        let open = self.open.pop_if(|open| open.is_array == is_array)?;
        let kind = if is_array {
            Kind::Array(self.items.split_off(open.from))
        } else {
            Kind::Table(self.table(open.from)?)
        };
        self.value(Spanned::new(kind, (open.start..end).into()))
    }

    /// Ends a section, and begins the one with this header.
    pub(super) fn section(&mut self, header: Header<'a>) -> Option<()> {
        self.close_section()?;
        self.header = Some(header);
        Some(())
    }

    /// The tree, when the text is at its end.
    pub(super) fn finish(mut self) -> Option<Table<'a>> {
        self.close_section()?;
        Some(self.root)
    }

    /// Makes a table of the entries above a mark. Nothing if a key stands there twice.
    fn table(&mut self, from: usize) -> Option<Table<'a>> {
        let entries = &mut self.entries[from..];
        entries.sort_by(|one, other| by_name(one.0.get_ref(), other.0.get_ref()));
        let is_twice = |pair: &[Entry<'_>]| pair[0].0.get_ref() == pair[1].0.get_ref();
        if entries.windows(2).any(is_twice) {
            return None;
        }
        Some(Table::from_sorted(self.entries.split_off(from)))
    }

    /// Puts the section that was read under the keys of its header. Nothing if there is no way to
    /// it, or something else stands there.
    fn close_section(&mut self) -> Option<()> {
        let table = self.table(0)?;
        let Some(Header { mut keys, span, is_array }) = self.header.take() else {
            self.root = table;
            return Some(());
        };
        let table = Spanned::new(Kind::Table(table), span);
        let last = keys.pop()?;
        if keys.len() >= DEPTH {
            return None;
        }
        let mut parent = &mut self.root;
        for key in keys {
            let value = match parent.position(key.get_ref()) {
                Ok(at) => parent.value_mut(at),
                Err(_) if parent.len() >= WIDTH => return None,
                Err(at) => {
                    let implied = Spanned::new(Kind::Table(Table::default()), key.span());
                    parent.insert(at, (key, implied))
                }
            };
            parent = inside(self.text, value)?;
        }
        match parent.position(last.get_ref()) {
            Err(_) if parent.len() >= WIDTH => return None,
            Err(at) => {
                let list = |table| Spanned::new(Kind::Array(vec![table]), span);
                parent.insert(at, (last, if is_array { list(table) } else { table }));
            }
            Ok(at) if is_array => headed(parent.value_mut(at))?.push(table),
            Ok(_) => return None,
        }
        Some(())
    }
}

/// The order of two keys, by bytes: mostly the first tells.
fn by_name(one: &str, other: &str) -> std::cmp::Ordering {
    one.as_bytes().first().cmp(&other.as_bytes().first()).then_with(|| one.cmp(other))
}

/// The table that a header may go on into: one that has a header itself or is implied by one, or
/// the last of an array of such tables. What is written inline is closed for good.
fn inside<'t, 'a>(text: &str, value: &'t mut Value<'a>) -> Option<&'t mut Table<'a>> {
    let is_inline = text.as_bytes().get(value.span().start as usize) == Some(&b'{');
    let value =
        if matches!(value.get_ref(), Kind::Array(_)) { headed(value)?.last_mut()? } else { value };
    match value.get_mut() {
        Kind::Table(table) if !is_inline => Some(table),
        _ => None,
    }
}

/// The items of an array of tables. It stands where its first item does; a list that is written
/// inline begins before.
fn headed<'t, 'a>(value: &'t mut Value<'a>) -> Option<&'t mut Vec<Value<'a>>> {
    let span = value.span();
    match value.get_mut() {
        Kind::Array(items) if items.first().is_some_and(|first| first.span() == span) => {
            Some(items)
        }
        _ => None,
    }
}
