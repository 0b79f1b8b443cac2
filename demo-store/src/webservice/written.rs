//! The echo of a write: the saved records side by side.

use super::cells::Cells;
use super::context::Context;
use super::display::Shown;
use super::document::{Format, Printing};
use super::write::Saved;
use super::xml::Xml;
use crate::resources::Resource;
use crate::store::Store;

/// What the echo is written with.
#[derive(Debug)]
pub(crate) struct Written<'a> {
    pub(crate) store: &'a Store,
    pub(crate) resource: &'static Resource,
    pub(crate) context: Context,
    pub(crate) languages: &'a [u32],
    pub(crate) base: &'a str,
    pub(crate) format: Format,
}

impl Written<'_> {
    pub(crate) fn document(&self, saved: &[Saved]) -> String {
        if let ([one], Format::Json) = (saved, self.format) {
            return self.writing(one).one(&one.row, Format::Json);
        }
        let version = self.store.options.version;
        let mut xml = Xml::new(version);
        for one in saved {
            self.writing(one).xml_record(&one.row, &mut xml);
        }
        xml.finish()
    }

    fn writing<'a>(&'a self, one: &'a Saved) -> Printing<'a> {
        Printing {
            store: self.store,
            cells: Cells {
                resource: self.resource,
                shop: self.context.shop,
                shops: self.context.targets,
                languages: self.languages,
                unsaid: &one.unsaid,
            },
            shown: &Shown::Full,
            computed: &[],
            base: self.base,
            version: self.store.options.version,
        }
    }
}
