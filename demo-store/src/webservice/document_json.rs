//! The JSON form of records, with everything it loses on the way.

use super::display::Shown;
use super::document::Printing;
use super::items::{self, Item};
use super::json;
use crate::options::ShopVersion;
use crate::resources::Place;
use crate::resources::association::Association;
use crate::resources::field::{Field, Kind};
use crate::tables::Row;

impl Printing<'_> {
    pub(super) fn json_list(&self, rows: &[&Row]) -> String {
        if rows.is_empty() {
            return "[]".to_owned();
        }
        let mut out = format!("{{\"{}\":[", self.cells.resource.name);
        for (position, row) in rows.iter().enumerate() {
            if position > 0 {
                out.push(',');
            }
            self.json_record(row, false, &mut out);
        }
        out.push_str("]}");
        out
    }

    pub(super) fn json_record(&self, row: &Row, alone: bool, out: &mut String) {
        let resource = self.cells.resource;
        if *self.shown == Shown::Minimum {
            out.push_str(&format!("{{\"id\":{}}}", row.id));
            return;
        }
        // From 8 on a single record loses every field that is "0" or empty.
        let drops = alone && self.version >= ShopVersion::V8_2;
        let mut members = Members::open(out);
        if self.shown.id() {
            members.name("id");
            members.out.push_str(&row.id.to_string());
        }
        let mut text = String::new();
        for (column, field) in resource.fields(self.version) {
            if !self.shown.column(column) || self.is_replaced(field.name) {
                continue;
            }
            if field.kind == Kind::Texts {
                members.name(field.name);
                self.json_texts(row, column, members.out);
                continue;
            }
            text.clear();
            self.cells.write(row, column, field, &mut text);
            if drops && matches!(text.as_str(), "" | "0") {
                continue;
            }
            members.name(field.name);
            if self.cells.is_null(row, column, field) || field.name == "new" {
                members.out.push_str("null");
            } else if self.is_number(field) {
                members.out.push_str(&text);
            } else {
                json::text(&text, members.out);
            }
        }
        for computed in self.computed {
            if self.shown.computed(&computed.name) {
                text.clear();
                self.price(row, computed, &mut text);
                members.name(&computed.name);
                json::text(&text, members.out);
            }
        }
        if self.shown.associations() {
            self.json_associations(row, &mut members);
        }
        members.close();
    }

    /// 9 no longer turns whole numbers into texts.
    fn is_number(&self, field: &Field) -> bool {
        let whole = field.kind == Kind::Integer
            || (field.kind == Kind::Boolean && self.cells.resource.place == Place::Languages);
        match self.version {
            ShopVersion::V1_6 | ShopVersion::V1_7 => false,
            ShopVersion::V8_2 => field.name == "id_default_combination",
            ShopVersion::V9_0 => whole,
        }
    }

    fn json_number(&self, text: &str, out: &mut String) {
        if self.version >= ShopVersion::V9_0 {
            out.push_str(text);
        } else {
            json::text(text, out);
        }
    }

    fn json_texts(&self, row: &Row, column: u8, out: &mut String) {
        let mut text = String::new();
        // One language alone is a plain text.
        if let [language] = self.cells.languages {
            self.cells.write_text(row, column, *language, &mut text);
            json::text(&text, out);
            return;
        }
        for (position, language) in self.cells.languages.iter().enumerate() {
            out.push_str(if position == 0 {
                "[{\"id\":"
            } else {
                ",{\"id\":"
            });
            self.json_number(&language.to_string(), out);
            out.push_str(",\"value\":");
            text.clear();
            self.cells.write_text(row, column, *language, &mut text);
            json::text(&text, out);
            out.push('}');
        }
        out.push(']');
    }

    fn json_associations(&self, row: &Row, members: &mut Members<'_>) {
        let resource = self.cells.resource;
        let mut written = String::new();
        for (position, association) in resource.associations(self.version) {
            if !self.shown.association(position) {
                continue;
            }
            let items = items::items(self.store, &self.cells, row, position, association);
            if items.is_empty() {
                continue;
            }
            if !written.is_empty() {
                written.push(',');
            }
            written.push_str(&format!("\"{}\":[", association.name));
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    written.push(',');
                }
                self.json_item(position, association, item, &mut written);
            }
            written.push(']');
        }
        if !written.is_empty() {
            members.name("associations");
            members.out.push('{');
            members.out.push_str(&written);
            members.out.push('}');
        }
    }

    fn json_item(
        &self,
        position: u8,
        association: &'static Association,
        item: &Item,
        out: &mut String,
    ) {
        let mut members = Members::open(out);
        if self.shown.item_field(position, "id") {
            members.name("id");
            self.json_number(item.first().map_or("", String::as_str), members.out);
        }
        for (place, field) in items::fields(association, self.version) {
            if self.shown.item_field(position, field.name) {
                members.name(field.name);
                let value = item.get(place).map_or("", String::as_str);
                let whole = field.name.contains("id_")
                    || field.name.ends_with("_id")
                    || field.name.ends_with("quantity");
                if whole {
                    self.json_number(value, members.out);
                } else {
                    json::text(value, members.out);
                }
            }
        }
        members.close();
    }
}

/// The members of a JSON object in the making.
struct Members<'a> {
    out: &'a mut String,
    first: bool,
}

impl<'a> Members<'a> {
    fn open(out: &'a mut String) -> Members<'a> {
        out.push('{');
        Members { out, first: true }
    }

    fn name(&mut self, name: &str) {
        if !self.first {
            self.out.push(',');
        }
        self.first = false;
        json::text(name, self.out);
        self.out.push(':');
    }

    fn close(self) {
        self.out.push('}');
    }
}
