//! Words of the public edition.

use crate::text;
use crate::text::Text;

/// Name of the fact in the head of the page.
pub fn edition() -> Text {
    text!("Fassung", "Edition")
}

/// Its value.
pub fn public() -> Text {
    text!("öffentlich, mit Auslassungen", "public, with omissions")
}

/// Heading.
pub fn title() -> Text {
    text!("Was in dieser Fassung fehlt", "What this edition leaves out")
}

/// Counts of people.
pub fn counts() -> Text {
    text!(
        "Dies ist die öffentliche Fassung. Anzahlen wirklicher Menschen unter 5 stehen nicht darin, und weitere Anzahlen fehlen, wo sich jene sonst aus einer Summe ergäben. Auch Zahlen unter 5, die in allen Rechnungen gleich sind, fehlen. Alle anderen Zahlen sind Ergebnisse einer Rechnung; hinter ihnen steht kein einzelner Mensch.",
        "This is the public edition. Counts of real people under 5 are left out, and so are further counts where a total would give them away. Numbers under 5 that are the same in all courses are left out too. All other numbers are results of a computation; no single person stands behind them."
    )
}

/// Names of sites.
pub fn sites() -> Text {
    text!(
        "Unterkünfte, deren Name nicht öffentlich ist, tragen ihre Unterkunftsart und eine Nummer.",
        "Sites whose name is not public carry their kind and a number."
    )
}

/// Files.
pub fn files() -> Text {
    text!(
        "Belegungs- und Warteliste, Protokolle und die Werte einzelner Rechnungen gehören nicht dazu.",
        "The register, the waiting list, logs and the values of single courses are not part of it."
    )
}

/// Values of indicators.
pub fn indicators() -> Text {
    text!(
        "Hat ein Indikator, der Menschen zählen kann, irgendwann einen Wert unter 5, so fehlen alle seine Werte. Für Unterkünfte ohne öffentlichen Namen gibt es kein Informationsblatt.",
        "Where an indicator that may count people ever has a value under 5, all its values are left out. There is no information sheet about sites without a public name."
    )
}

/// In the place of a number.
pub fn withheld() -> Text {
    text!("nicht öffentlich", "withheld")
}
