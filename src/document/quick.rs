//! The quick way to the tree: straight from what the parser comes upon, in one pass.
//!
//! It takes what records are written with, and gives up on anything else: on every error, and on
//! what is valid but rare (dotted keys, a table whose header comes after that of a table inside of
//! it). [`recover`](super::recover) then reads the text, and knows the words for what is wrong.
//! So nothing here has to be told, only noticed.

use std::borrow::Cow;

use super::build::{Builder, Header};
use super::plain::is_plain;
use super::tree::{Float, Integer, Spanned};
use super::{Kind, Span, Table};
use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::{EventReceiver, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source};

/// The tree of a text that is valid and usual.
pub(super) fn read(text: &str) -> Option<Table<'_>> {
    let tokens = Source::new(text).lex().into_vec();
    let mut events = Events { text, builder: Builder::new(text), header: None };
    let mut doubt = Doubt(false);
    parse_document(&tokens, &mut events, &mut doubt);
    if doubt.0 { None } else { events.builder.finish() }
}

/// Whether anything was met that is better left to the slow way. Which error it was is not kept.
struct Doubt(bool);

impl ErrorSink for Doubt {
    fn report_error(&mut self, _: ParseError) {
        self.0 = true;
    }
}

/// Tells of doubt where there is nothing. Gives whether all is well.
fn sure(result: Option<()>, errors: &mut dyn ErrorSink) -> bool {
    if result.is_none() {
        errors.report_error(ParseError::new("unusual"));
    }
    result.is_some()
}

/// Takes what the parser tells, decodes it and hands it to the builder.
struct Events<'a> {
    text: &'a str,
    builder: Builder<'a>,
    /// The header that is being read.
    header: Option<Header<'a>>,
}

impl<'a> Events<'a> {
    fn raw(&self, span: toml_parser::Span, encoding: Option<Encoding>) -> Raw<'a> {
        let text = self.text.get(span.start()..span.end()).unwrap_or_default();
        Raw::new_unchecked(text, encoding, span)
    }

    fn open_header(&mut self, span: toml_parser::Span, is_array: bool) {
        self.header = Some(Header { keys: Vec::new(), span: to_span(span), is_array });
    }

    fn close_header(&mut self, span: toml_parser::Span, errors: &mut dyn ErrorSink) {
        let section = self.header.take().and_then(|mut header| {
            header.span.end = to_span(span).end;
            self.builder.section(header)
        });
        sure(section, errors);
    }
}

/// Whether a key may stand without quotes. Nearly every key does, so it is looked at here first.
fn is_bare_key(key: &str) -> bool {
    let is_bare = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    !key.is_empty() && key.as_bytes().iter().all(is_bare)
}

/// What stands between quotes, where it means just what is written. Nearly every text does.
fn plain(raw: &str, encoding: Option<Encoding>) -> Option<&str> {
    match encoding? {
        Encoding::BasicString => {
            let text = raw.strip_prefix('"')?.strip_suffix('"')?;
            is_plain(text.as_bytes()).then_some(text)
        }
        Encoding::MlBasicString => {
            let text = raw.strip_prefix("\"\"\"")?.strip_suffix("\"\"\"")?;
            let text = text.strip_prefix('\n').unwrap_or(text);
            text.split('\n').all(|line| is_plain(line.as_bytes())).then_some(text)
        }
        Encoding::LiteralString | Encoding::MlLiteralString => None,
    }
}

fn to_span(span: toml_parser::Span) -> Span {
    (span.start()..span.end()).into()
}

impl EventReceiver for Events<'_> {
    fn std_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.open_header(span, false);
    }

    fn std_table_close(&mut self, span: toml_parser::Span, errors: &mut dyn ErrorSink) {
        self.close_header(span, errors);
    }

    fn array_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.open_header(span, true);
    }

    fn array_table_close(&mut self, span: toml_parser::Span, errors: &mut dyn ErrorSink) {
        self.close_header(span, errors);
    }

    // Where these say no, the parser goes no deeper: it would be an overflow of its stack in the
    // end.
    fn inline_table_open(&mut self, span: toml_parser::Span, errors: &mut dyn ErrorSink) -> bool {
        sure(self.builder.open(to_span(span).start, false), errors)
    }

    fn array_open(&mut self, span: toml_parser::Span, errors: &mut dyn ErrorSink) -> bool {
        sure(self.builder.open(to_span(span).start, true), errors)
    }

    fn inline_table_close(&mut self, span: toml_parser::Span, errors: &mut dyn ErrorSink) {
        sure(self.builder.close(to_span(span).end, false), errors);
    }

    fn array_close(&mut self, span: toml_parser::Span, errors: &mut dyn ErrorSink) {
        sure(self.builder.close(to_span(span).end, true), errors);
    }

    fn simple_key(
        &mut self,
        span: toml_parser::Span,
        encoding: Option<Encoding>,
        errors: &mut dyn ErrorSink,
    ) {
        let raw = self.raw(span, encoding);
        let mut key = Cow::Borrowed(raw.as_str());
        if encoding.is_some() || !is_bare_key(raw.as_str()) {
            raw.decode_key(&mut key, errors);
        }
        let key = Spanned::new(key, to_span(span));
        match &mut self.header {
            Some(header) => header.keys.push(key),
            None => self.builder.key(key),
        }
    }

    fn key_sep(&mut self, _: toml_parser::Span, errors: &mut dyn ErrorSink) {
        sure(self.header.as_ref().map(drop), errors);
    }

    fn scalar(
        &mut self,
        span: toml_parser::Span,
        encoding: Option<Encoding>,
        errors: &mut dyn ErrorSink,
    ) {
        let raw = self.raw(span, encoding);
        let kind = match plain(raw.as_str(), encoding) {
            Some(text) => Some(Kind::String(Cow::Borrowed(text))),
            None => decode(raw, errors),
        };
        let value = kind.and_then(|kind| self.builder.value(Spanned::new(kind, to_span(span))));
        sure(value, errors);
    }

    fn comment(&mut self, span: toml_parser::Span, errors: &mut dyn ErrorSink) {
        self.raw(span, None).decode_comment(errors);
    }

    fn newline(&mut self, span: toml_parser::Span, errors: &mut dyn ErrorSink) {
        self.raw(span, None).decode_newline(errors);
    }
}

/// A scalar of any kind.
fn decode<'a>(raw: Raw<'a>, errors: &mut dyn ErrorSink) -> Option<Kind<'a>> {
    let mut text = Cow::Borrowed("");
    Some(match raw.decode_scalar(&mut text, errors) {
        ScalarKind::String => Kind::String(text),
        ScalarKind::Boolean(flag) => Kind::Boolean(flag),
        ScalarKind::Float => Kind::Float(Float(text)),
        ScalarKind::Integer(radix) => Kind::Integer(Integer { digits: text, radix: radix.value() }),
        ScalarKind::DateTime => Kind::Datetime(text.parse().ok()?),
    })
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
            "a = [{ b = 1 }, { b = [2, [], {}] },\n]\n'b c' = \"\\u00e9\"\n",
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
        ] {
            assert!(read(text).is_none(), "{text:?}");
        }
    }
}
