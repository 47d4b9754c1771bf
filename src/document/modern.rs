//! What TOML 1.1 accepts and readers of TOML 1.0 refuse. A shared record is read by many tools, so
//! it keeps to what all of them take.

use super::{Span, SyntaxFault, SyntaxKind};
use toml_parser::lexer::TokenKind;

/// Whether a text that the quick way takes holds a sign of newer syntax; a quick look, so that
/// clean files pay next to nothing. It may be wrong only in the direction of suspicion. Inline
/// tables are no matter here: the quick way takes only those that every reader takes.
pub(super) fn suspect(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'\\', b':', bytes).any(|at| match bytes[at] {
        b'\\' => matches!(bytes.get(at + 1), Some(b'e' | b'x')),
        // `07:32` as a bare value: digits on both sides, and no seconds behind.
        _ => {
            at >= 2
                && bytes[at - 2..at].iter().all(u8::is_ascii_digit)
                && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
                && bytes.get(at + 3) != Some(&b':')
        }
    })
}

/// Adds a fault for every piece of newer syntax.
pub(super) fn lint(text: &str, faults: &mut Vec<SyntaxFault>) {
    // What is open at the moment: true for an inline table, false for a list.
    let mut open: Vec<bool> = Vec::new();
    let mut after_comma: Option<Span> = None;
    let mut told_line_break = false;
    for token in toml_parser::Source::new(text).lex() {
        let span = Span::from(token.span().start()..token.span().end());
        let mut tell = |what| faults.push(SyntaxFault { kind: SyntaxKind::TooNew(what), span });
        let raw = &text[span.start as usize..span.end as usize];
        let in_table = open.last() == Some(&true);
        match token.kind() {
            TokenKind::LeftCurlyBracket => {
                open.push(true);
                told_line_break = false;
            }
            TokenKind::LeftSquareBracket => open.push(false),
            TokenKind::RightSquareBracket => {
                open.pop();
            }
            TokenKind::RightCurlyBracket => {
                if after_comma.is_some() && in_table {
                    tell("a comma after the last entry of an inline table");
                }
                open.pop();
            }
            TokenKind::Newline if in_table && !told_line_break => {
                told_line_break = true;
                tell("an inline table over several lines");
            }
            TokenKind::BasicString | TokenKind::MlBasicString if newer_escape(raw) => {
                tell("the escape `\\e` or `\\x`");
            }
            TokenKind::Atom if time_without_seconds(raw) => tell("a time without seconds"),
            _ => {}
        }
        match token.kind() {
            TokenKind::Whitespace | TokenKind::Newline | TokenKind::Comment => {}
            TokenKind::Comma => after_comma = Some(span),
            _ => after_comma = None,
        }
    }
}

fn newer_escape(raw: &str) -> bool {
    let mut bytes = raw.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'\\' && matches!(bytes.next(), Some(b'e' | b'x')) {
            return true;
        }
    }
    false
}

fn time_without_seconds(raw: &str) -> bool {
    let time = raw.rsplit(['T', 't']).next().unwrap_or(raw);
    let time = time.trim_end_matches(['Z', 'z']);
    time.len() >= 5
        && time.as_bytes()[..2].iter().all(u8::is_ascii_digit)
        && time.as_bytes()[2] == b':'
        && time.as_bytes()[3..5].iter().all(u8::is_ascii_digit)
        && time.as_bytes().get(5) != Some(&b':')
}
