//! The traffic light as HTML: a class for the colour, a shape of its own for those who see none.

use crate::report::block::Light;
use crate::report::catalogue;
use crate::report::escape::escaped;
use crate::text::Lang;

/// The class of a colour.
pub fn light_class(light: Light) -> &'static str {
    match light {
        Light::Green => "green",
        Light::Amber => "amber",
        Light::Red => "red",
    }
}

/// The shape of a colour: disc, triangle, octagon.
pub fn light_shape(light: Light, lang: Lang) -> String {
    let shape = match light {
        Light::Green => r#"<circle cx="16" cy="16" r="13"/>"#,
        Light::Amber => r#"<path d="M16 3L30 28H2Z"/>"#,
        Light::Red => r#"<path d="M10.5 3h11L29 10.5v11L21.5 29h-11L3 21.5v-11Z"/>"#,
    };
    format!(
        "<svg class=\"light\" viewBox=\"0 0 32 32\" role=\"img\" aria-label=\"{}\">{shape}</svg>",
        escaped(catalogue::light(light).in_lang(lang))
    )
}
