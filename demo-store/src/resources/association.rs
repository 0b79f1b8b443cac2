//! How the records that hang on a record are declared.

use crate::options::ShopVersion;

/// A field of an item of an association.
#[derive(Debug, Clone, Copy)]
pub struct ItemField {
    /// The Webservice's own name.
    pub name: &'static str,
    /// The resource its value is an id of.
    pub link: Option<&'static str>,
    /// First version that has it.
    pub since: ShopVersion,
    /// First version that links it.
    pub link_since: ShopVersion,
    /// Must be in a written item.
    pub required: bool,
    /// Ignored in a written item.
    pub read_only: bool,
}

impl ItemField {
    pub(super) const fn new(name: &'static str) -> ItemField {
        ItemField {
            name,
            link: None,
            since: ShopVersion::V1_6,
            link_since: ShopVersion::V1_6,
            required: false,
            read_only: false,
        }
    }

    pub(super) const fn link(mut self, resource: &'static str) -> ItemField {
        self.link = Some(resource);
        self
    }

    pub(super) const fn link_since(mut self, version: ShopVersion) -> ItemField {
        self.link_since = version;
        self
    }

    pub(super) const fn since(mut self, version: ShopVersion) -> ItemField {
        self.since = version;
        self
    }

    pub(super) const fn required(mut self) -> ItemField {
        self.required = true;
        self
    }

    pub(super) const fn read_only(mut self) -> ItemField {
        self.read_only = true;
        self
    }
}

/// Records of another kind that hang on a record.
#[derive(Debug, Clone, Copy)]
pub struct Association {
    /// Name of the element around the items.
    pub name: &'static str,
    /// Name of an item (`nodeType`).
    pub item: &'static str,
    /// The resource of the items; `None` for items that exist only here (`virtualEntity`).
    pub api: Option<&'static str>,
    /// The path an item's link starts with when it is not `api`; `#` is the record's id.
    pub path: Option<&'static str>,
    /// What an item has beside `id`, which is always its first value.
    pub fields: &'static [ItemField],
    /// First version that has it.
    pub since: ShopVersion,
}

impl Association {
    pub(super) const fn of(name: &'static str, item: &'static str, api: &'static str) -> Self {
        Association {
            name,
            item,
            api: Some(api),
            path: None,
            fields: &[],
            since: ShopVersion::V1_6,
        }
    }

    pub(super) const fn only_here(
        name: &'static str,
        item: &'static str,
        fields: &'static [ItemField],
    ) -> Self {
        Association {
            name,
            item,
            api: None,
            path: None,
            fields,
            since: ShopVersion::V1_6,
        }
    }

    pub(super) const fn path(mut self, path: &'static str) -> Self {
        self.path = Some(path);
        self
    }

    pub(super) const fn fields(mut self, fields: &'static [ItemField]) -> Self {
        self.fields = fields;
        self
    }

    pub(super) const fn since(mut self, version: ShopVersion) -> Self {
        self.since = version;
        self
    }
}
