//! How deep a text nests, before the parser sees it.

/// How deep tables may stand in tables; no scenario comes near.
const DEEPEST: usize = 100;

/// Where brackets and dotted keys first nest deeper than allowed. The parser bounds the
/// depth of brackets but not of dotted keys, and a tree that is too deep ends the program.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let mut open = vec![0_usize];
    let mut depth = 0;
    let mut rest = Plain::of(text);
    while let Some((at, byte)) = rest.next() {
        let level = open.last_mut()?;
        match byte {
            b'.' => {
                *level += 1;
                depth += 1;
            }
            b',' | b'\n' | b'=' => {
                depth -= *level;
                *level = 0;
            }
            b'[' | b'{' => {
                open.push(0);
                depth += 1;
            }
            b']' | b'}' if open.len() > 1 => {
                depth -= open.pop()? + 1;
            }
            _ => {}
        }
        if depth > DEEPEST {
            return Some(at);
        }
    }
    None
}

/// The bytes of a TOML text outside strings and comments.
struct Plain<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Plain<'a> {
    fn of(text: &'a str) -> Plain<'a> {
        Plain {
            bytes: text.as_bytes(),
            at: 0,
        }
    }

    fn next(&mut self) -> Option<(usize, u8)> {
        let at = self.at;
        let byte = *self.bytes.get(at)?;
        self.at += 1;
        match byte {
            b'#' => self.skip_to_line_end(),
            b'"' | b'\'' => self.skip_string(byte),
            _ => {}
        }
        Some((at, byte))
    }

    fn skip_to_line_end(&mut self) {
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
    }

    fn skip_string(&mut self, quote: u8) {
        if self.bytes[self.at..].starts_with(&[quote, quote]) {
            self.at += 2;
            self.skip_string_of_lines(quote);
        } else {
            self.skip_string_of_one_line(quote);
        }
    }

    fn skip_string_of_one_line(&mut self, quote: u8) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\n' => return,
                b'\\' if quote == b'"' => self.at += 2,
                _ => self.at += 1,
            }
            if byte == quote {
                return;
            }
        }
        self.at = self.at.min(self.bytes.len());
    }

    fn skip_string_of_lines(&mut self, quote: u8) {
        while self.at < self.bytes.len() {
            if self.bytes[self.at..].starts_with(&[quote; 3]) {
                self.at += 3;
                return;
            }
            let escape = self.bytes[self.at] == b'\\' && quote == b'"';
            self.at = (self.at + 1 + usize::from(escape)).min(self.bytes.len());
        }
    }
}
