//! From a path to bytes, and from bytes to text: sizes, byte order marks, encodings.

use crate::complaint::{Complaint, Complaints, Place};
use crate::text;
use crate::text::Text;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// No table of a town is larger; a larger file is most likely another file.
const MAX_BYTES: u64 = 200_000_000;

/// A text as it was meant, and what had to be guessed.
#[derive(Debug)]
pub struct Decoded {
    /// The text, without byte order mark, with line ends `\n`.
    pub text: String,
    /// What the reader should know about the encoding.
    pub notice: Option<Complaint>,
}

/// The bytes of a file, or a complaint and `None`.
pub fn of_file(path: &Path, shown_as: &str, complaints: &mut Complaints) -> Option<Vec<u8>> {
    match read_limited(path) {
        Ok(bytes) if bytes.len() as u64 > MAX_BYTES => {
            complaints.push(too_large(shown_as));
            None
        }
        Ok(bytes) => Some(bytes),
        Err(error) => {
            complaints.push(unreadable(path, shown_as, &error));
            None
        }
    }
}

fn read_limited(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn too_large(shown_as: &str) -> Complaint {
    let limit = MAX_BYTES / 1_000_000;
    Complaint::new(
        Place::file(shown_as),
        text!(
            "Die Datei ist größer als {limit} MB; so groß wird hier keine Tabelle.",
            "The file is larger than {limit} MB; no table is expected to be that large."
        ),
    )
    .help(text!(
        "Prüfen, ob es die richtige Datei ist, oder nur die benötigten Zeilen speichern.",
        "Check that it is the right file, or save only the rows that are needed."
    ))
}

fn unreadable(path: &Path, shown_as: &str, error: &std::io::Error) -> Complaint {
    let message = if path.is_dir() {
        text!(
            "Das ist ein Ordner, keine Tabelle.",
            "This is a directory, not a table."
        )
    } else if error.kind() == std::io::ErrorKind::NotFound {
        text!("Diese Datei gibt es nicht.", "There is no such file.")
    } else if error.kind() == std::io::ErrorKind::PermissionDenied {
        text!(
            "Die Datei darf nicht gelesen werden.",
            "Reading the file is not permitted."
        )
    } else {
        text!(
            "Die Datei lässt sich nicht lesen: {error}.",
            "The file cannot be read: {error}."
        )
    };
    Complaint::new(Place::file(shown_as), message)
}

/// The text that the bytes stand for: by byte order mark, else UTF-8, else Windows-1252.
pub fn decode(bytes: Vec<u8>, shown_as: &str, complaints: &mut Complaints) -> Option<Decoded> {
    match decoded(bytes, shown_as) {
        Ok(mut decoded) => {
            decoded.text = with_plain_line_ends(decoded.text);
            Some(decoded)
        }
        Err(complaint) => {
            complaints.push(*complaint);
            None
        }
    }
}

fn decoded(bytes: Vec<u8>, shown_as: &str) -> Result<Decoded, Box<Complaint>> {
    if let Some(what) = known_binary(&bytes) {
        return Err(Box::new(not_text(Place::file(shown_as), &what)));
    }
    let decoded = match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, _)) => by_mark(encoding, &bytes, shown_as)?,
        None => without_mark(bytes, shown_as)?,
    };
    match first_control(&decoded.text) {
        None => Ok(decoded),
        Some(at) => {
            let what = text!(
                "Sie enthält Steuerzeichen, die in keinem Text vorkommen.",
                "It contains control characters that no text has."
            );
            Err(Box::new(not_text(
                place_of_byte(shown_as, decoded.text.as_bytes(), at),
                &what,
            )))
        }
    }
}

/// Files that often carry a wrong ending, told by their first bytes.
fn known_binary(bytes: &[u8]) -> Option<Text> {
    if bytes.starts_with(b"PK\x03\x04") {
        Some(text!(
            "Sie ist eine Arbeitsmappe (oder ein ZIP-Archiv) mit falscher Endung.",
            "It is a workbook (or a ZIP archive) with the wrong ending."
        ))
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        Some(text!(
            "Sie ist eine alte Excel-Datei (.xls) mit falscher Endung.",
            "It is an old Excel file (.xls) with the wrong ending."
        ))
    } else if bytes.starts_with(b"%PDF") {
        Some(text!("Sie ist ein PDF.", "It is a PDF."))
    } else {
        None
    }
}

fn not_text(place: Place, what: &Text) -> Complaint {
    let Text { de, en } = what;
    Complaint::new(
        place,
        text!("Die Datei ist kein Text. {de}", "The file is not text. {en}"),
    )
    .help(text!(
        "Die Tabelle als CSV in UTF-8 oder als .xlsx speichern.",
        "Save the table as CSV in UTF-8, or as .xlsx."
    ))
}

fn by_mark(
    encoding: &'static encoding_rs::Encoding,
    bytes: &[u8],
    shown_as: &str,
) -> Result<Decoded, Box<Complaint>> {
    let (text, _, broken) = encoding.decode(bytes);
    if broken {
        let name = encoding.name();
        return Err(Box::new(broken_encoding(Place::file(shown_as), name)));
    }
    Ok(Decoded {
        text: text.into_owned(),
        notice: None,
    })
}

fn without_mark(bytes: Vec<u8>, shown_as: &str) -> Result<Decoded, Box<Complaint>> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text, notice: None }),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let place = place_of_byte(shown_as, error.as_bytes(), at);
            from_windows_1252(error.as_bytes(), place)
        }
    }
}

/// Bytes that are no UTF-8 are Windows-1252, unless other bytes show that UTF-8 was meant.
fn from_windows_1252(bytes: &[u8], place: Place) -> Result<Decoded, Box<Complaint>> {
    if looks_like_utf_8(bytes) {
        return Err(Box::new(broken_encoding(place, "UTF-8")));
    }
    let (text, _, _) = encoding_rs::WINDOWS_1252.decode(bytes);
    let notice = Complaint::new(
        place,
        text!(
            "Die Datei ist nicht in UTF-8 gespeichert; sie wurde als Windows-1252 gelesen.",
            "The file is not stored in UTF-8; it was read as Windows-1252."
        ),
    )
    .help(text!(
        "Prüfen, ob die Umlaute stimmen, oder als „CSV UTF-8“ speichern.",
        "Check that umlauts are right, or save as “CSV UTF-8”."
    ));
    Ok(Decoded {
        text: text.into_owned(),
        notice: Some(notice),
    })
}

/// Whether at least as many characters beyond ASCII are well-formed UTF-8 as are not; in
/// Windows-1252 that takes a coincidence.
fn looks_like_utf_8(bytes: &[u8]) -> bool {
    let mut well_formed = 0;
    let mut broken = 0;
    for chunk in bytes.utf8_chunks() {
        well_formed += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    well_formed >= broken
}

fn broken_encoding(place: Place, encoding: &str) -> Complaint {
    Complaint::new(
        place,
        text!(
            "Die Datei ist teils in {encoding} gespeichert, teils nicht; hier steht das erste unlesbare Zeichen.",
            "The file is partly stored in {encoding} and partly not; here is the first unreadable character."
        ),
    )
    .help(text!(
        "Die Tabelle neu als „CSV UTF-8“ speichern.",
        "Save the table again as “CSV UTF-8”."
    ))
}

fn place_of_byte(shown_as: &str, bytes: &[u8], at: usize) -> Place {
    let lines = bytes[..at].iter().filter(|byte| **byte == b'\n').count();
    Place {
        line: u32::try_from(lines + 1).ok(),
        ..Place::file(shown_as)
    }
}

/// A control character that is neither blank nor the end mark of old DOS files.
fn first_control(text: &str) -> Option<usize> {
    text.trim_end_matches('\u{1a}')
        .bytes()
        .position(|byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c))
}

/// Every line end as `\n`, so that lines are counted as editors count them.
fn with_plain_line_ends(text: String) -> String {
    let text = match text.strip_suffix('\u{1a}') {
        Some(before) => before.to_owned(),
        None => text,
    };
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Decoded, Complaints> {
        let mut complaints = Complaints::default();
        decode(bytes.to_vec(), "a.csv", &mut complaints).ok_or(complaints)
    }

    #[test]
    fn byte_order_marks_decide_and_leave_no_trace() {
        assert_eq!(read(b"\xef\xbb\xbfa;\xc3\xa4").unwrap().text, "a;ä");
        assert_eq!(read(b"\xff\xfea\0;\0\xe4\0").unwrap().text, "a;ä");
        assert_eq!(read(b"\xfe\xff\0a\0;\0\xe4").unwrap().text, "a;ä");
    }

    #[test]
    fn windows_1252_is_read_with_a_notice_at_its_line() {
        let decoded = read(b"name\nM\xfcller \x80").unwrap();
        assert_eq!(decoded.text, "name\nMüller €");
        assert_eq!(decoded.notice.unwrap().place.line, Some(2));
    }

    #[test]
    fn one_broken_byte_in_utf_8_is_no_windows_1252() {
        let complaints = read(b"\xc3\xa4\n\xe4").unwrap_err();
        assert_eq!(complaints.0[0].place.line, Some(2));
        assert!(read(b"a\n\xe4\n\xc3\xa4\n\xc3\xbc").is_err());
        assert_eq!(
            read(b"Stra\xdfe, \x84Spa\xdf\x93").unwrap().text,
            "Straße, „Spaß“"
        );
    }

    #[test]
    fn every_line_end_becomes_a_newline() {
        assert_eq!(read(b"a\r\nb\rc\n\x1a").unwrap().text, "a\nb\nc\n");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [
            &b"PK\x03\x04xx"[..],
            b"%PDF-1.7",
            b"a,b\n\x00\x01",
            b"\xd0\xcf\x11\xe0",
        ] {
            assert!(read(bytes).is_err());
        }
    }
}
