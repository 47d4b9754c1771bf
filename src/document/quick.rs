//! The quick way to the tree: over the text once, from key to value to key.
//!
//! It takes what records are written with, and gives up on anything else: on every error, and on
//! what is valid but rare (dotted keys, an inline table over several lines, a table whose header
//! comes after that of a table inside of it). [`recover`](super::recover) then reads the text, and
//! knows the words for what is wrong. So nothing here has to be told, only noticed.

use std::borrow::Cow;

use super::build::{Builder, Header};
use super::plain::is_plain;
use super::tree::{Float, Integer, Key, Spanned};
use super::{Kind, Span, Table};
use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::{ErrorSink, ParseError, Raw};

/// The tree of a text that is valid and usual.
pub(super) fn read(text: &str) -> Option<Table<'_>> {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = Reader { text, at: mark, builder: Builder::new(text) };
    while reader.at < text.len() {
        reader.line()?;
    }
    reader.builder.finish()
}

/// A text, and how far it was read.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    builder: Builder<'a>,
}

impl<'a> Reader<'a> {
    /// A header, or a key with its value, or nothing; and the end of the line.
    fn line(&mut self) -> Option<()> {
        self.space();
        match self.peek() {
            None | Some(b'\n' | b'\r' | b'#') => {}
            Some(b'[') => self.header()?,
            Some(_) => self.entry()?,
        }
        self.space();
        self.comment()?;
        if self.at < self.text.len() { self.newline() } else { Some(()) }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes past a byte, if it is this one.
    fn takes(&mut self, byte: u8) -> bool {
        let is = self.peek() == Some(byte);
        self.at += usize::from(is);
        is
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.takes(byte).then_some(())
    }

    /// Goes past all bytes that are such.
    fn skip(&mut self, is: fn(u8) -> bool) {
        while self.peek().is_some_and(is) {
            self.at += 1;
        }
    }

    fn space(&mut self) {
        self.skip(|byte| matches!(byte, b' ' | b'\t'));
    }

    fn newline(&mut self) -> Option<()> {
        self.takes(b'\r');
        self.expect(b'\n')
    }

    fn comment(&mut self) -> Option<()> {
        if self.takes(b'#') {
            self.skip(|byte| byte >= b' ' && byte != 0x7f || byte == b'\t');
        }
        Some(())
    }

    /// Space, comments and line ends, as they may stand in a list.
    fn gap(&mut self) -> Option<()> {
        loop {
            self.space();
            match self.peek() {
                Some(b'#') => self.comment()?,
                Some(b'\n' | b'\r') => self.newline()?,
                _ => return Some(()),
            }
        }
    }

    fn since(&self, start: usize) -> Span {
        (start..self.at).into()
    }

    fn header(&mut self) -> Option<()> {
        let start = self.at;
        self.expect(b'[')?;
        let is_array = self.takes(b'[');
        let mut keys = Vec::with_capacity(1);
        loop {
            self.space();
            keys.push(self.key()?);
            self.space();
            if !self.takes(b'.') {
                break;
            }
        }
        self.expect(b']')?;
        if is_array {
            self.expect(b']')?;
        }
        self.builder.section(Header { keys, span: self.since(start), is_array })
    }

    fn entry(&mut self) -> Option<()> {
        let key = self.key()?;
        self.builder.key(key);
        self.space();
        self.expect(b'=')?;
        self.space();
        self.value()
    }

    /// One key; without dots, and in quotes only where nothing in it is escaped.
    fn key(&mut self) -> Option<Key<'a>> {
        let start = self.at;
        if self.takes(b'"') {
            self.at += memchr::memchr(b'"', &self.text.as_bytes()[self.at..])? + 1;
            let key = &self.text[start + 1..self.at - 1];
            return is_plain(key.as_bytes())
                .then(|| Spanned::new(Cow::Borrowed(key), self.since(start)));
        }
        self.skip(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        let key = &self.text[start..self.at];
        (!key.is_empty()).then(|| Spanned::new(Cow::Borrowed(key), self.since(start)))
    }

    fn value(&mut self) -> Option<()> {
        let start = self.at;
        let kind = match self.peek()? {
            b'[' => return self.list(),
            b'{' => return self.inline_table(),
            b'"' | b'\'' => self.string()?,
            _ => {
                let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"+-._:".contains(&byte);
                self.skip(is_part);
                decode(&self.text[start..self.at], None)?
            }
        };
        self.builder.value(Spanned::new(kind, self.since(start)))
    }

    fn list(&mut self) -> Option<()> {
        self.builder.open(self.at, true)?;
        self.expect(b'[')?;
        loop {
            self.gap()?;
            if self.takes(b']') {
                break;
            }
            self.value()?;
            self.gap()?;
            if !self.takes(b',') {
                self.expect(b']')?;
                break;
            }
        }
        self.builder.close(self.at, true)
    }

    /// An inline table on one line; what may stand there only since TOML 1.1 is not taken.
    fn inline_table(&mut self) -> Option<()> {
        self.builder.open(self.at, false)?;
        self.expect(b'{')?;
        self.space();
        if !self.takes(b'}') {
            loop {
                self.space();
                self.entry()?;
                self.space();
                if !self.takes(b',') {
                    break;
                }
            }
            self.expect(b'}')?;
        }
        self.builder.close(self.at, false)
    }

    fn string(&mut self) -> Option<Kind<'a>> {
        let (rest, start) = (&self.text[self.at..], self.at);
        let (quotes, encoding) = if rest.starts_with("\"\"\"") {
            ("\"\"\"", Encoding::MlBasicString)
        } else if rest.starts_with("'''") {
            ("'''", Encoding::MlLiteralString)
        } else if rest.starts_with('"') {
            ("\"", Encoding::BasicString)
        } else {
            ("'", Encoding::LiteralString)
        };
        self.at += quotes.len() + closing(&rest[quotes.len()..], quotes)?;
        let inner = &self.text[start + quotes.len()..self.at];
        self.at += quotes.len();
        if self.peek() == Some(quotes.as_bytes()[0]) {
            // More quotes than needed: some of them belong to the text.
            return None;
        }
        let plain = match encoding {
            Encoding::BasicString if is_plain(inner.as_bytes()) => Some(inner),
            Encoding::MlBasicString => {
                let inner = inner.strip_prefix('\n').unwrap_or(inner);
                inner.split('\n').all(|line| is_plain(line.as_bytes())).then_some(inner)
            }
            _ => None,
        };
        match plain {
            // Nearly every text means just what is written.
            Some(plain) => Some(Kind::String(Cow::Borrowed(plain))),
            None => decode(&self.text[start..self.at], Some(encoding)),
        }
    }
}

/// Where the quotes are that end a text.
fn closing(text: &str, quotes: &str) -> Option<usize> {
    let quote = quotes.as_bytes()[0];
    let mut from = 0;
    loop {
        let at = from + memchr::memchr2(quote, b'\\', &text.as_bytes()[from..])?;
        if text[at..].starts_with(quotes) {
            return Some(at);
        }
        // What stands behind a backslash is no end, but for `'`, where a backslash is only itself.
        let escapes = text.as_bytes()[at] == b'\\' && quote == b'"';
        from = at + 1 + usize::from(escapes && text.len() > at + 1);
    }
}

/// A scalar of any kind. Nothing if it is not valid.
fn decode<'a>(text: &'a str, encoding: Option<Encoding>) -> Option<Kind<'a>> {
    let raw = Raw::new_unchecked(text, encoding, toml_parser::Span::default());
    let mut decoded = Cow::Borrowed("");
    let mut doubt = Doubt(false);
    let kind = match raw.decode_scalar(&mut decoded, &mut doubt) {
        ScalarKind::String => Kind::String(decoded),
        ScalarKind::Boolean(flag) => Kind::Boolean(flag),
        ScalarKind::Float => Kind::Float(Float(decoded)),
        ScalarKind::Integer(radix) => {
            let integer = Integer { digits: decoded, radix: radix.value() };
            // The decoder takes more for a number than TOML does.
            if !integer.is_sound() {
                return None;
            }
            Kind::Integer(integer)
        }
        ScalarKind::DateTime => Kind::Datetime(decoded.parse().ok()?),
    };
    (!doubt.0).then_some(kind)
}

/// Whether there was any error. Which it was is not kept.
struct Doubt(bool);

impl ErrorSink for Doubt {
    fn report_error(&mut self, _: ParseError) {
        self.0 = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_records_are_written_with_takes_the_quick_way() {
        for text in [
            "",
            "\u{feff}# note\r\na = 1 # why\r\n",
            "[a]\n[a.b]\nc = 1\n[d.e]\n[d.f]\n",
            "[[a]]\nb = 1\n[[a]]\n[a.c]\n[[a.d]]\n[[a.d]]\n",
            "a = [{ b = 1 }, { b = [2, [], {}] },\n]\n\"b c\" = \"\\u00e9\"\n",
            "a = 1979-05-27\nb = \"\"\"\nmany\nlines\"\"\"\nc = 'x'\nd = -1.5\ne = true\n",
        ] {
            assert!(read(text).is_some(), "{text:?}");
        }
    }

    #[test]
    fn what_is_wrong_or_unusual_is_left_to_the_slow_way() {
        for text in [
            "a = 1\na = 2\n",
            "a = 1\n'a' = 2\n",
            "a.b = 1\n",
            "a = { b.c = 1 }\n",
            "[a.b]\n[a]\n",
            "[a]\n[a]\n",
            "[a]\nb = 1\n[a.b]\n",
            "a = {}\n[a.b]\n",
            "a = []\n[[a]]\n",
            "a = [{}]\n[a.b]\n",
            "[a]\n[[a]]\n",
            "[[a]]\n[a]\n",
            "a = 2025-02-30\n",
            "a = \"\u{7f}\"\n",
            "# \u{7}\n",
            "a",
            "a = 1_0a\n",
            "a = 0x\n",
            "a = { b = 1,\nc = 2 }\n",
            "a = { b = 1, }\n",
        ] {
            assert!(read(text).is_none(), "{text:?}");
        }
    }
}
