//! What every part of the resolving needs: the file, where its values stand, the complaints.

use crate::calendar::Calendar;
use crate::complaint::{Complaint, Complaints, Place, names_help};
use crate::input::attachments::Attachments;
use crate::input::file::ScenarioFile;
use crate::input::tree::{Node, dotted};
use crate::scenario::Origin;
use crate::text;
use crate::text::Text;
use crate::town::map::Map;

/// The scenario on its way from the file to the world.
#[derive(Debug)]
pub struct Context<'a> {
    /// The file as the mirror structs hold it.
    pub file: &'a ScenarioFile,
    /// The same with the places of its values.
    pub tree: &'a Node,
    /// The map, where there is one that could be read.
    pub map: Option<&'a Map>,
    /// Tables that stay tables.
    pub attachments: &'a Attachments,
    /// The days that are played.
    pub calendar: Calendar,
    /// Dotted keys whose values are stand-ins; complaints about them would mislead.
    pub faulty: &'a [String],
    /// Which draw of the households of which only the number of persons is known.
    pub draw: u32,
    /// What is wrong.
    pub complaints: Complaints,
    /// What is worth knowing.
    pub notices: Vec<Complaint>,
    /// Needs of the lists that nothing can meet.
    pub impossible: Vec<Complaint>,
}

impl Context<'_> {
    /// Where a value stands, or the nearest table around it.
    pub fn place(&self, path: &[&str]) -> Place {
        match self.tree.at_path(path.iter().copied()) {
            // What a preset says has no place of its own, but there is one where it was chosen.
            Some(node) if node.origin == Origin::Default => node.key_place.clone(),
            Some(node) if node.table().is_none() => node.place(),
            _ => self.tree.nearest(path.iter().copied()).key_place.clone(),
        }
    }

    /// Complains about a value, unless it is known to be wrong already.
    pub fn complain(&mut self, path: &[&str], message: Text) {
        self.add(path, message, None);
    }

    /// Complains about a value and says what would be right.
    pub fn complain_with(&mut self, path: &[&str], message: Text, help: Text) {
        self.add(path, message, Some(help));
    }

    fn add(&mut self, path: &[&str], message: Text, help: Option<Text>) {
        if !self.is_faulty(path) {
            let complaint = self.about(path, message, help);
            self.complaints.push(complaint);
        }
    }

    /// Complains about a cell of a table.
    pub fn complain_at(&mut self, place: &Place, key: &str, value: &str, message: Text, help: Option<Text>) {
        let complaint = Complaint::new(place.clone(), message).key(key).value(value);
        self.complaints.push(Complaint { help, ..complaint });
    }

    /// Tells something worth knowing about a value.
    pub fn notice(&mut self, path: &[&str], message: Text) {
        if !self.is_faulty(path) {
            let notice = self.about(path, message, None);
            self.notices.push(notice);
        }
    }

    /// Tells something worth knowing about a value and what could be done.
    pub fn notice_with(&mut self, path: &[&str], message: Text, help: Text) {
        if !self.is_faulty(path) {
            let notice = self.about(path, message, Some(help));
            self.notices.push(notice);
        }
    }

    fn about(&self, path: &[&str], message: Text, help: Option<Text>) -> Complaint {
        let node = self.tree.at_path(path.iter().copied());
        let value = node.filter(|node| node.table().is_none()).map(Node::written);
        Complaint {
            place: self.place(path),
            key: Some(dotted(path)),
            value,
            message,
            help,
        }
    }

    /// Complains about a name that does not exist.
    pub fn unknown_name<'n>(
        &mut self,
        path: &[&str],
        name: &str,
        known: impl IntoIterator<Item = &'n str> + Clone,
    ) {
        let help = names_help(name, known);
        let message = text!("„{name}“ gibt es nicht.", "There is no `{name}`.");
        self.complain_with(path, message, help);
    }

    /// Whether a value, something in it or something around it is a stand-in.
    pub fn is_faulty(&self, path: &[&str]) -> bool {
        let key = dotted(path);
        let within = |inner: &str, outer: &str| {
            inner
                .strip_prefix(outer)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.faulty
            .iter()
            .any(|faulty| within(faulty, &key) || within(&key, faulty))
    }
}
