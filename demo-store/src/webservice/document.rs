//! Writes records: as XML, or as the JSON somebody asked for.

use super::cells::Cells;
use super::display::Shown;
use super::items::{self, Item};
use super::price::{self, Computed};
use super::xml::Xml;
use crate::options::ShopVersion;
use crate::resources::association::Association;
use crate::resources::field::{Field, Kind};
use crate::store::Store;
use crate::tables::Row;

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Xml,
    Json,
}

/// Everything a record is written with.
#[derive(Debug)]
pub(crate) struct Printing<'a> {
    pub(crate) store: &'a Store,
    pub(crate) cells: Cells<'a>,
    pub(crate) shown: &'a Shown,
    pub(crate) computed: &'a [Computed],
    /// `http://host/api/` of the shop.
    pub(crate) base: &'a str,
    pub(crate) version: ShopVersion,
}

impl Printing<'_> {
    /// The document of a list.
    pub(crate) fn list(&self, rows: &[&Row], format: Format) -> String {
        let resource = self.cells.resource;
        if format == Format::Json {
            return self.json_list(rows);
        }
        let mut xml = Xml::new(self.version);
        xml.push(&["<", resource.name, ">\n"]);
        for row in rows {
            self.xml_record(row, &mut xml);
        }
        xml.push(&["</", resource.name, ">\n"]);
        xml.finish()
    }

    /// The document of one record.
    pub(crate) fn one(&self, row: &Row, format: Format) -> String {
        if format == Format::Json {
            let mut out = format!("{{\"{}\":", self.cells.resource.item);
            self.json_record(row, true, &mut out);
            out.push('}');
            return out;
        }
        let mut xml = Xml::new(self.version);
        self.xml_record(row, &mut xml);
        xml.finish()
    }

    /// Appends one of several records that stand side by side.
    pub(super) fn xml_record(&self, row: &Row, xml: &mut Xml) {
        let resource = self.cells.resource;
        if *self.shown == Shown::Minimum {
            let id = row.id.to_string();
            xml.push(&["<", resource.item, " id=\"", &id, "\" xlink:href=\""]);
            xml.push(&[self.base, resource.name, "/", &id, "\"/>\n"]);
            return;
        }
        xml.push(&["<", resource.item, ">\n"]);
        if self.shown.id() {
            xml.push(&["\t<id><![CDATA[", &row.id.to_string(), "]]></id>\n"]);
        }
        let mut text = String::new();
        for (column, field) in resource.fields(self.version) {
            if !self.shown.column(column) || self.is_replaced(field.name) {
                continue;
            }
            if field.kind == Kind::Texts {
                self.xml_texts(row, column, field, xml, &mut text);
            } else {
                text.clear();
                self.cells.write(row, column, field, &mut text);
                self.xml_scalar(row, field, &text, xml);
            }
        }
        for computed in self.computed {
            if self.shown.computed(&computed.name)
                || resource.field(&computed.name, self.version).is_some()
            {
                text.clear();
                self.price(row, computed, &mut text);
                xml.push(&["\t<", &computed.name, ">"]);
                xml.cdata(&text);
                xml.push(&["</", &computed.name, ">\n"]);
            }
        }
        if self.shown.associations() && !resource.associations.is_empty() {
            xml.push(&["<associations>\n"]);
            for (position, association) in resource.associations(self.version) {
                if self.shown.association(position) {
                    let items = items::items(self.store, &self.cells, row, position, association);
                    self.xml_association(row, position, association, &items, xml);
                }
            }
            xml.push(&["</associations>\n"]);
        }
        xml.push(&["</", resource.item, ">\n"]);
    }

    /// A computed price may take the place of the stored one.
    pub(super) fn is_replaced(&self, name: &str) -> bool {
        self.computed.iter().any(|computed| computed.name == name)
    }

    pub(super) fn price(&self, row: &Row, computed: &Computed, out: &mut String) {
        price::value(
            self.store,
            self.cells.resource,
            row,
            self.cells.shop,
            computed,
        )
        .write(Kind::Decimal(6), out);
    }

    fn xml_scalar(&self, row: &Row, field: &Field, text: &str, xml: &mut Xml) {
        xml.push(&["\t<", field.name]);
        // An id of nothing links nowhere.
        if let Some(link) = field.link.filter(|_| !matches!(text, "" | "0")) {
            let path = link.replace('#', &row.id.to_string());
            xml.push(&[" xlink:href=\"", self.base, &path, "/", text, "\""]);
        }
        if field.dynamic {
            xml.attribute("notFilterable", "true");
        }
        xml.push(&[">"]);
        xml.cdata(text);
        xml.push(&["</", field.name, ">\n"]);
    }

    fn xml_texts(&self, row: &Row, column: u8, field: &Field, xml: &mut Xml, text: &mut String) {
        xml.push(&["\t<", field.name, ">"]);
        for language in self.cells.languages {
            let id = language.to_string();
            xml.push(&[
                "<language id=\"",
                &id,
                "\" xlink:href=\"",
                self.base,
                "languages/",
                &id,
                "\">",
            ]);
            text.clear();
            self.cells.write_text(row, column, *language, text);
            xml.cdata(text);
            xml.push(&["</language>"]);
        }
        xml.push(&["</", field.name, ">\n"]);
    }

    fn xml_association(
        &self,
        row: &Row,
        position: u8,
        association: &'static Association,
        items: &[Item],
        xml: &mut Xml,
    ) {
        xml.push(&[
            "<",
            association.name,
            " nodeType=\"",
            association.item,
            "\"",
        ]);
        match association.api {
            Some(api) => xml.attribute("api", api),
            None => xml.attribute("virtualEntity", "true"),
        }
        if items.is_empty() {
            xml.push(&["/>\n"]);
            return;
        }
        xml.push(&[">\n"]);
        let path = association
            .path
            .or(association.api)
            .map(|path| path.replace('#', &row.id.to_string()));
        for item in items {
            let id = item.first().map_or("", String::as_str);
            xml.push(&["\t<", association.item]);
            if let Some(path) = &path {
                xml.push(&[" xlink:href=\"", self.base, path, "/", id, "\""]);
            }
            xml.push(&[">\n"]);
            if self.shown.item_field(position, "id") {
                xml.push(&["\t<id>"]);
                xml.cdata(id);
                xml.push(&["</id>\n"]);
            }
            for (place, field) in items::fields(association, self.version) {
                if !self.shown.item_field(position, field.name) {
                    continue;
                }
                let value = item.get(place).map_or("", String::as_str);
                xml.push(&["\t<", field.name]);
                if let Some(link) = field.link.filter(|_| field.link_since <= self.version) {
                    xml.push(&[" xlink:href=\"", self.base, link, "/", value, "\""]);
                }
                xml.push(&[">"]);
                xml.cdata(value);
                xml.push(&["</", field.name, ">\n"]);
            }
            xml.push(&["\t</", association.item, ">\n"]);
        }
        xml.push(&["</", association.name, ">\n"]);
    }
}
