//! Writes XML exactly as a shop does: CDATA around everything, nothing escaped.

use crate::options::ShopVersion;

/// What every document starts with.
pub(crate) const START: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<prestashop xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n";

/// A document in the making.
#[derive(Debug)]
pub(crate) struct Xml {
    pub(crate) out: String,
    bare_empty: bool,
}

impl Xml {
    pub(crate) fn new(version: ShopVersion) -> Xml {
        Xml {
            out: START.to_owned(),
            // 1.6 writes `<f></f>`, later versions an empty CDATA section.
            bare_empty: version < ShopVersion::V1_7,
        }
    }

    /// Text as a shop writes it: in CDATA, whatever it holds.
    pub(crate) fn cdata(&mut self, text: &str) {
        if text.is_empty() && self.bare_empty {
            return;
        }
        self.push(&["<![CDATA[", text, "]]>"]);
    }

    pub(crate) fn push(&mut self, parts: &[&str]) {
        for part in parts {
            self.out.push_str(part);
        }
    }

    /// An attribute with a blank in front.
    pub(crate) fn attribute(&mut self, name: &str, value: &str) {
        self.push(&[" ", name, "=\"", value, "\""]);
    }

    pub(crate) fn finish(mut self) -> String {
        self.out.push_str("</prestashop>\n");
        self.out
    }
}
