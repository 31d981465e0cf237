//! A page as one HTML file: no script, no request, nothing but what stands in it.
//!
//! The one style block is named by its hash in the page's content security policy; no element
//! has a style of its own. What the blocks say is decided elsewhere.

mod blocks;
mod lights;
mod tables;

use super::block::{Page, Section};
use super::catalogue;
use super::escape::{escaped, words};
use crate::text::{Lang, Text};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

const STYLE: &str = include_str!("style.css");

/// The page in one language.
pub fn page(page: &Page, lang: Lang) -> String {
    let mut out = String::with_capacity(64 * 1024);
    write_head(&mut out, page, lang);
    write_title(&mut out, page, lang);
    // The answer comes before the list of contents: it belongs on the first screen.
    let (answer, others) = page.sections.split_at(usize::from(begins_with_the_answer(page)));
    out.push_str("<main id=\"content\">\n");
    for section in answer {
        write_section(&mut out, section, page, lang);
    }
    write_contents(&mut out, &page.sections, lang);
    for section in others {
        write_section(&mut out, section, page, lang);
    }
    let _ = write!(
        out,
        "</main>\n<footer><p>{}</p></footer>\n</body>\n</html>\n",
        words(&page.foot, lang)
    );
    out
}

fn begins_with_the_answer(page: &Page) -> bool {
    page.sections
        .first()
        .is_some_and(|section| section.id == "summary")
}

fn write_head(out: &mut String, page: &Page, lang: Lang) {
    let _ = write!(
        out,
        r##"<!DOCTYPE html>
<html lang="{}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{}</title>
<style>{STYLE}</style>
</head>
<body>
<a class="skip" href="#content">{}</a>
"##,
        lang.tag(),
        style_hash(),
        escaped(page.title.in_lang(lang)),
        words(&catalogue::skip(), lang)
    );
}

/// The hash of the style block, as a content security policy names it.
fn style_hash() -> String {
    base64(&Sha256::digest(STYLE.as_bytes()))
}

/// Base64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().enumerate().fold(0_u32, |sum, (index, byte)| {
            sum | u32::from(*byte) << (16 - 8 * index)
        });
        for position in 0..4 {
            if position <= chunk.len() {
                let digit = (group >> (18 - 6 * position)) & 63;
                out.push(char::from(ALPHABET[digit as usize]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

fn write_title(out: &mut String, page: &Page, lang: Lang) {
    let _ = write!(
        out,
        "<header>\n<p class=\"kicker\">{}</p>\n<h1>{}</h1>\n",
        words(&page.kicker, lang),
        words(&page.title, lang)
    );
    if let Some(lead) = &page.lead {
        let _ = writeln!(out, "<p class=\"lead\">{}</p>", words(lead, lang));
    }
    write_facts(out, "facts", &page.facts, lang);
    write_facts(out, "small-facts", &page.small, lang);
    out.push_str("</header>\n");
}

fn write_facts(out: &mut String, class: &str, facts: &[(Text, Text)], lang: Lang) {
    if facts.is_empty() {
        return;
    }
    let _ = write!(out, "<dl class=\"{class}\">");
    for (name, value) in facts {
        let _ = write!(
            out,
            "<div><dt>{}</dt><dd>{}</dd></div>",
            words(name, lang),
            words(value, lang)
        );
    }
    out.push_str("</dl>\n");
}

fn write_contents(out: &mut String, sections: &[Section], lang: Lang) {
    let name = catalogue::contents();
    let _ = write!(out, "<nav aria-label=\"{}\"><ul>", escaped(name.in_lang(lang)));
    for section in sections {
        let _ = write!(
            out,
            "<li><a href=\"#{}\">{}</a></li>",
            section.id,
            words(&section.title, lang)
        );
    }
    out.push_str("</ul></nav>\n");
}

fn write_section(out: &mut String, section: &Section, page: &Page, lang: Lang) {
    let id = section.id;
    let _ = write!(
        out,
        "<section id=\"{id}\" aria-labelledby=\"{id}-h\">\n<h2 id=\"{id}-h\">{}</h2>\n",
        words(&section.title, lang)
    );
    let mut writer = blocks::Writer {
        out,
        lang,
        sections: &page.sections,
        chart_files: page.chart_files.as_deref(),
        section: id,
        tables: 0,
    };
    writer.blocks(&section.blocks);
    out.push_str("</section>\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::compose::compose;
    use crate::report::example;

    #[test]
    fn base64_is_that_of_the_standard() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    fn pages() -> Vec<String> {
        let compared = crate::findings::comparison::compare(example::stored(3));
        let mut pages: Vec<String> = [
            example::calm(3),
            example::short(6),
            example::short(40),
            example::empty(),
        ]
        .iter()
        .flat_map(|findings| {
            [Lang::De, Lang::En]
                .map(|lang| example::with_results(findings, |results| page(&compose(results), lang)))
        })
        .collect();
        for lang in [Lang::De, Lang::En] {
            pages.push(page(&crate::report::comparison::compose(&compared), lang));
        }
        pages
    }

    #[test]
    fn nothing_in_a_page_asks_for_anything_or_runs() {
        for page in pages() {
            for banned in [
                "<script",
                " style=",
                "http://",
                "https://",
                "@import",
                "<img",
                "<link",
                "javascript:",
                " on",
            ] {
                let found = page.match_indices(banned).any(|(at, _)| {
                    !page[at..].starts_with("http://www.w3.org/2000/svg") && is_in_tag(&page, at)
                });
                assert!(!found, "{banned} in a tag");
            }
        }
    }

    fn is_in_tag(page: &str, at: usize) -> bool {
        let before = &page[..=at];
        before.rfind('<') > before.rfind('>')
    }

    #[test]
    fn ids_are_unique_and_links_lead_somewhere() {
        for page in pages() {
            let ids: Vec<&str> = attribute(&page, " id=\"");
            let mut unique = ids.clone();
            unique.sort_unstable();
            unique.dedup();
            assert_eq!(ids.len(), unique.len(), "two elements have one id");
            for link in attribute(&page, "href=\"#") {
                assert!(ids.contains(&link), "{link} leads nowhere");
            }
            for names in attribute(&page, "aria-labelledby=\"") {
                for name in names.split(' ') {
                    assert!(ids.contains(&name), "{name} names nothing");
                }
            }
        }
    }

    fn attribute<'a>(page: &'a str, start: &str) -> Vec<&'a str> {
        page.match_indices(start)
            .filter_map(|(at, _)| page[at + start.len()..].split('"').next())
            .collect()
    }

    #[test]
    fn headings_never_skip_a_level() {
        for page in pages() {
            let mut level = 0;
            for (at, _) in page.match_indices("<h") {
                if let Some(next) = page[at + 2..].chars().next().and_then(|c| c.to_digit(10)) {
                    assert!(next <= level + 1, "h{next} after h{level}");
                    level = next;
                }
            }
        }
    }

    #[test]
    fn the_policy_names_the_style_that_stands_in_the_page() {
        let page = &pages()[0];
        let style = page
            .split("<style>")
            .nth(1)
            .unwrap()
            .split("</style>")
            .next()
            .unwrap();
        let hash = base64(&Sha256::digest(style.as_bytes()));
        assert!(page.contains(&format!("style-src 'sha256-{hash}'")));
    }

    #[test]
    fn a_strangers_words_stay_words() {
        let mut findings = example::short(3);
        example::poison(&mut findings);
        let html = example::with_results(&findings, |results| page(&compose(results), Lang::De));
        assert!(!html.contains("<script"));
        assert!(!html.contains('\u{202e}'));
        assert!(html.contains("&lt;script&gt;"));
    }

    /// The text of a part of the page without its tags.
    fn text_of(html: &str) -> String {
        html.split('<')
            .filter_map(|part| part.split_once('>').map(|(_, text)| text))
            .collect::<Vec<&str>>()
            .join(" ")
    }

    #[test]
    fn numbers_in_sentences_are_those_of_the_tables() {
        for findings in [example::short(6), example::calm(6)] {
            for lang in [Lang::De, Lang::En] {
                let html = example::with_results(&findings, |results| page(&compose(results), lang));
                let (summary, rest) = html.split_once("<section id=\"questions\"").unwrap();
                let tables = text_of(rest);
                let keys: Vec<&str> = summary
                    .split("<strong>")
                    .skip(1)
                    .filter_map(|after| after.split_once("</strong>").map(|(key, _)| key))
                    .collect();
                assert!(keys.len() >= 3, "{keys:?}");
                for key in keys {
                    assert!(tables.contains(key), "{key} stands in a sentence and in no table");
                }
            }
        }
    }

    #[test]
    fn every_way_on_the_page_leads_somewhere_and_red_cells_have_one() {
        for page in pages() {
            for after in page.split("href=\"#").skip(1) {
                let to = after.split('"').next().unwrap();
                assert!(page.contains(&format!(" id=\"{to}\"")), "nothing is called {to}");
            }
            for cell in page.split("<span class=\"verdict-cell red\">").skip(1) {
                let cell = cell.split("</td>").next().unwrap();
                let to = cell.split("href=\"#").nth(1).and_then(|to| to.split('"').next());
                let to = to.unwrap_or_else(|| panic!("no way from {cell}"));
                assert!(page.contains(&format!("<tr id=\"{to}\"")), "{to} is no row");
            }
        }
    }

    #[test]
    fn the_assumptions_that_matter_are_drawn_with_their_numbers() {
        use crate::findings::{Estimate, Unit};
        use crate::sensitivity::{Measure, Sensitivity, Side, Swing};
        let side = |value: f64, difference: f64| {
            Some(Side {
                value: serde_json::json!(value),
                difference: Estimate {
                    value: difference,
                    low: difference - 100.0,
                    high: difference + 100.0,
                },
            })
        };
        let all = Sensitivity {
            replications: 200,
            tried: 2,
            left_out: 0,
            measures: vec![Measure {
                figure: "unmet_person_nights",
                unit: Unit::PersonNights,
                swings: vec![Swing {
                    key: "groups.asyl.arrivals.poisson.persons_per_month".to_owned(),
                    value: serde_json::json!(13.0),
                    down: side(10.4, -1234.0),
                    up: side(15.6, 2345.0),
                }],
            }],
        };
        let html = example::with_results(&example::short(3), |results| {
            let results = super::super::results::Results {
                sensitivity: Some(&all),
                ..*results
            };
            page(&compose(&results), Lang::De)
        });
        assert!(html.contains("15,6\u{a0}Personen im Monat: 2.300 mehr"));
        assert!(html.contains("1.200 weniger (1.100 bis 1.300)"));
    }

    #[test]
    fn a_report_of_400_districts_stays_below_a_megabyte() {
        let findings = example::short(400);
        let html = example::with_results(&findings, |results| page(&compose(results), Lang::De));
        assert!(html.len() < 1_000_000, "{} bytes", html.len());
    }
}
