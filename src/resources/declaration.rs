//! How a resource is declared: data that the reader, the writer, the filters,
//! `display`, the writes and the TypeScript types are all made from.

use super::field::{Association, Field};
use super::scope::Scope;
use super::side_effect::SideEffect;

/// One resource of the Webservice.
#[derive(Clone, Copy, Debug)]
pub struct Resource {
    /// The name in the address, `products`.
    pub name: &'static str,
    /// The element of one record, `product`; empty where the resource is not declared.
    pub item: &'static str,
    /// The element of a list: the name in the address, but for `order_slip`.
    pub list: &'static str,
    /// Its fields, in the order in which shops send them.
    pub fields: &'static [Field],
    /// Its associations.
    pub associations: &'static [Association],
    /// Which of its records a shop has.
    pub scope: Scope,
    /// The resource whose list shows which shops share its records; `None` for its own list.
    pub shared_like: Option<&'static str>,
    /// Whether every field is the same in all shops of a multistore.
    pub is_common: bool,
    /// How a record is created.
    pub creation: Creation,
    /// Whether the client's property offers `update`, with a type of what can be changed.
    pub is_updatable: bool,
    /// Whether a change to a record can e-mail the customer, by `sendemail`.
    pub mails_on_change: bool,
    /// For a resource that is not typed: the fields about which something is known.
    pub known: &'static [Field],
    /// The harm that any PUT does.
    pub put_harms: &'static [PutHarm],
    /// What a change does beyond its fields; of several the first is reported.
    pub side_effects: &'static [SideEffect],
}

/// How a record is created.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Creation {
    /// From its fields.
    Fields,
    /// It changes the status of its order, once, and can send the customer an e-mail.
    OrderStatus,
}

/// Harm that any PUT does to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutHarm {
    /// It adds the record to every active shop of a multistore.
    EntersEveryShop,
    /// Before that version it damages the tree if the record is its root.
    DamagesRoot(u16, u16),
}

impl Resource {
    /// A resource that is read by its shape alone.
    pub const fn untyped(name: &'static str) -> Self {
        Resource {
            name,
            item: "",
            list: name,
            fields: &[],
            associations: &[],
            scope: Scope::Own,
            shared_like: None,
            is_common: false,
            creation: Creation::Fields,
            is_updatable: false,
            mails_on_change: false,
            known: &[],
            put_harms: &[],
            side_effects: &[],
        }
    }

    /// A resource whose fields are declared.
    pub(crate) const fn typed(
        name: &'static str,
        item: &'static str,
        fields: &'static [Field],
        associations: &'static [Association],
    ) -> Self {
        Resource {
            item,
            fields,
            associations,
            ..Resource::untyped(name)
        }
    }

    /// For a list of another name than the resource has in the address.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) const fn list(mut self, element: &'static str) -> Self {
        self.list = element;
        self
    }

    pub(crate) const fn scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    pub(crate) const fn shared_like(mut self, resource: &'static str) -> Self {
        self.shared_like = Some(resource);
        self
    }

    pub(crate) const fn common(mut self) -> Self {
        self.is_common = true;
        self
    }

    pub(crate) const fn creation(mut self, creation: Creation) -> Self {
        self.creation = creation;
        self
    }

    pub(crate) const fn updatable(mut self) -> Self {
        self.is_updatable = true;
        self
    }

    pub(crate) const fn mails_on_change(mut self) -> Self {
        self.mails_on_change = true;
        self
    }

    pub(crate) const fn known(mut self, fields: &'static [Field]) -> Self {
        self.known = fields;
        self
    }

    pub(crate) const fn put_harms(mut self, harms: &'static [PutHarm]) -> Self {
        self.put_harms = harms;
        self
    }

    pub(crate) const fn side_effects(mut self, effects: &'static [SideEffect]) -> Self {
        self.side_effects = effects;
        self
    }

    /// Whether its fields are declared.
    pub const fn is_typed(&self) -> bool {
        !self.item.is_empty()
    }

    /// The declared field of that name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The declared field of that name, or what is known of it without a declaration.
    pub fn known_field(&self, name: &str) -> Option<&'static Field> {
        let known = || self.known.iter().find(|field| field.name == name);
        self.field(name).or_else(known)
    }

    /// Whether each shop of a multistore has texts, and values of some fields, of its own.
    pub fn has_shop_rows(&self) -> bool {
        self.fields.iter().any(|field| field.each_shop)
    }

    /// Its name in messages.
    pub const fn title(&self) -> &'static str {
        match self.is_typed() {
            true => self.name,
            false => "this resource",
        }
    }

    /// Whether a PUT on a shop of that version destroys what it cannot send back.
    pub fn put_destroys(&self, (major, minor): (u16, u16)) -> bool {
        let is_locked = |field: &Field| field.locked.is_some_and(|since| since <= (major, minor));
        self.fields.iter().any(is_locked)
    }

    /// Whether a PUT on a shop of that version, or of an unknown one, acts beyond its fields.
    pub fn put_acts(&self, version: Option<(u16, u16)>) -> bool {
        let acts = |until: (u16, u16)| version.is_none_or(|version| version < until);
        self.fields
            .iter()
            .any(|field| field.acts_until.is_some_and(acts))
    }

    /// The declared association of that name.
    pub fn association(&self, name: &str) -> Option<&'static Association> {
        self.associations.iter().find(|one| one.name == name)
    }
}

/// There is one declaration of each resource; what differs is another one.
impl PartialEq for Resource {
    fn eq(&self, other: &Resource) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Resource {}
