//! Known services: their values, put below those that the scenario sets.

use super::shape::Shape;
use super::tree::{Content, Node};
use super::{merge, shape, sources, syntax};
use crate::complaint::{Complaints, Place};
use crate::scenario::Origin;
use std::sync::OnceLock;

/// The values of known services, with their sources.
const SERVICES: &str = include_str!("presets/services.toml");

/// Puts the values of a preset below those of every service that names one.
pub fn fill_in(tree: &mut Node) {
    let Some(shape) = shape::scenario().below("services").and_then(|map| map.below("")) else {
        return;
    };
    let services = tree.table_mut().and_then(|root| root.get_mut("services"));
    for service in services
        .and_then(Node::table_mut)
        .into_iter()
        .flat_map(|map| map.values_mut())
    {
        let name = service.child("preset").and_then(Node::text).map(str::to_owned);
        let known = name.and_then(|name| known_services().child(&name).cloned());
        if let Some(mut known) = known {
            settle(&mut known, &service.key_place);
            let own = service.clone();
            *service = merge::on_top(known, own.clone(), shape);
            (service.origin, service.key_place) = (own.origin, own.key_place);
            service.source = own.source;
        }
    }
}

/// The known services as a tree.
fn known_services() -> &'static Node {
    static KNOWN: OnceLock<Node> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let nothing = || Node::at(Content::Table(indexmap::IndexMap::new()), Place::default());
        let mut tree = syntax::parse(SERVICES, "services.toml").unwrap_or_else(|_| nothing());
        if let Some(services) = shape::scenario().below("services") {
            attach(&mut tree, services);
        }
        tree
    })
}

fn attach(tree: &mut Node, services: &Shape) {
    sources::attach(tree, services, &mut Complaints::default());
}

/// What a preset says is a default; complaints about it point to the service that names it.
fn settle(node: &mut Node, place: &Place) {
    node.origin = Origin::Default;
    node.key_place = place.clone();
    match &mut node.content {
        Content::Table(entries) => entries.values_mut().for_each(|child| settle(child, place)),
        Content::List(items) => items.iter_mut().for_each(|item| settle(item, place)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::file::ServiceFile;

    #[test]
    fn every_preset_has_the_shape_of_a_service_and_its_sources() {
        let Some(Shape::Map(service)) = shape::scenario().below("services") else {
            panic!("services are a map");
        };
        let Some(Shape::Word(names)) = service.below("preset") else {
            panic!("a preset is a word");
        };
        let known = known_services().table().unwrap();
        assert_eq!(names.iter().collect::<Vec<_>>(), known.keys().collect::<Vec<_>>());
        for node in known.values() {
            let (value, findings) = super::super::conform::conform(node, service, Vec::new());
            assert!(findings.complaints.is_empty(), "{:?}", findings.complaints);
            let file: ServiceFile = serde_json::from_value(value).unwrap();
            assert!(file.name.is_some());
        }
        let course = known_services()
            .at_path(["language-course", "class", "size"])
            .unwrap();
        assert!(course.source.as_deref().unwrap().contains("BAMF"));
    }
}
