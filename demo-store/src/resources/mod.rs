//! The resources a shop offers, each declared once in a file of its own.

pub mod association;
pub mod category;
pub mod combination;
pub mod customer;
pub mod field;
pub mod language;
mod names;
pub mod order;
pub mod order_detail;
pub mod order_history;
pub mod order_state;
pub mod product;
pub mod shop;
pub mod stock_available;

pub(crate) use names::names;

use crate::options::ShopVersion;
use association::Association;
use field::Field;

/// Which of its records a shop shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// All of them, to every shop.
    Everything,
    /// Those of the shop; a single one of another shop is refused with code 131.
    OwnRecords,
    /// Those of the shop in a list; a single one is read from anywhere.
    OwnList,
    /// In a list, those of the shops that share customers with the shop; a single one is
    /// read from anywhere.
    SharedList,
    /// All of them in a list; a single one of another shop is refused with code 131.
    OwnAlone,
}

/// Everything the Webservice knows about a resource.
#[derive(Debug)]
pub(crate) struct Resource {
    /// Place of its table.
    pub(crate) place: Place,
    /// Name in the URL and of the element around a list.
    pub(crate) name: &'static str,
    /// Name of one record.
    pub(crate) item: &'static str,
    /// What error messages call a record.
    pub(crate) class: &'static str,
    pub(crate) description: &'static str,
    pub(crate) fields: &'static [Field],
    pub(crate) associations: &'static [Association],
    pub(crate) scope: Scope,
    /// Methods forbidden to everybody (code 101).
    pub(crate) forbidden: &'static [&'static str],
}

/// Where a resource's table is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    Categories,
    Combinations,
    Customers,
    Languages,
    OrderDetails,
    OrderHistories,
    OrderStates,
    Orders,
    Products,
    Shops,
    StockAvailables,
}

impl Resource {
    /// Whether each shop has its own value of the field.
    pub(crate) fn is_per_shop(&self, field: &Field) -> bool {
        self.place == Place::Products && field.per_shop
    }

    /// The fields of that version with their columns.
    pub(crate) fn fields(
        &self,
        version: ShopVersion,
    ) -> impl Iterator<Item = (u8, &'static Field)> + use<> {
        let fields = self.fields;
        fields
            .iter()
            .enumerate()
            .filter(move |(_, field)| field.exists(version))
            .filter_map(|(position, field)| Some((u8::try_from(position).ok()?, field)))
    }

    /// The field of that name, if the version has it.
    pub(crate) fn field(&self, name: &str, version: ShopVersion) -> Option<(u8, &'static Field)> {
        self.fields(version).find(|(_, field)| field.name == name)
    }

    /// The associations of that version with their positions.
    pub(crate) fn associations(
        &self,
        version: ShopVersion,
    ) -> impl Iterator<Item = (u8, &'static Association)> + use<> {
        let associations = self.associations;
        associations
            .iter()
            .enumerate()
            .filter(move |(_, association)| association.since <= version)
            .filter_map(|(position, association)| Some((u8::try_from(position).ok()?, association)))
    }
}

/// The resources this shop serves, by name.
pub(crate) static RESOURCES: [Resource; 11] = [
    Resource {
        place: Place::Categories,
        name: "categories",
        item: "category",
        class: "Category",
        description: "Shelves of the shop",
        fields: category::FIELDS,
        associations: category::ASSOCIATIONS,
        scope: Scope::OwnRecords,
        forbidden: &[],
    },
    Resource {
        place: Place::Combinations,
        name: "combinations",
        item: "combination",
        class: "Combination",
        description: "Sizes and colours of a product",
        fields: combination::FIELDS,
        associations: combination::ASSOCIATIONS,
        scope: Scope::OwnRecords,
        forbidden: &[],
    },
    Resource {
        place: Place::Customers,
        name: "customers",
        item: "customer",
        class: "Customer",
        description: "People who buy",
        fields: customer::FIELDS,
        associations: customer::ASSOCIATIONS,
        scope: Scope::SharedList,
        forbidden: &[],
    },
    Resource {
        place: Place::Languages,
        name: "languages",
        item: "language",
        class: "Language",
        description: "Languages of the shop",
        fields: language::FIELDS,
        associations: &[],
        scope: Scope::OwnRecords,
        forbidden: &[],
    },
    Resource {
        place: Place::OrderDetails,
        name: "order_details",
        item: "order_detail",
        class: "OrderDetail",
        description: "Lines of an order",
        fields: order_detail::FIELDS,
        associations: order_detail::ASSOCIATIONS,
        scope: Scope::Everything,
        forbidden: &[],
    },
    Resource {
        place: Place::OrderHistories,
        name: "order_histories",
        item: "order_history",
        class: "OrderHistory",
        description: "Status changes of the orders",
        fields: order_history::FIELDS,
        associations: &[],
        scope: Scope::Everything,
        forbidden: &[],
    },
    Resource {
        place: Place::OrderStates,
        name: "order_states",
        item: "order_state",
        class: "OrderState",
        description: "Steps of an order",
        fields: order_state::FIELDS,
        associations: &[],
        scope: Scope::Everything,
        forbidden: &[],
    },
    Resource {
        place: Place::Orders,
        name: "orders",
        item: "order",
        class: "Order",
        description: "Orders of the customers",
        fields: order::FIELDS,
        associations: order::ASSOCIATIONS,
        scope: Scope::OwnList,
        forbidden: &[],
    },
    Resource {
        place: Place::Products,
        name: "products",
        item: "product",
        class: "Product",
        description: "Things for sale",
        fields: product::FIELDS,
        associations: product::ASSOCIATIONS,
        scope: Scope::OwnRecords,
        forbidden: &[],
    },
    Resource {
        place: Place::Shops,
        name: "shops",
        item: "shop",
        class: "Shop",
        description: "Shops behind this address",
        fields: shop::FIELDS,
        associations: &[],
        scope: Scope::Everything,
        forbidden: &[],
    },
    Resource {
        place: Place::StockAvailables,
        name: "stock_availables",
        item: "stock_available",
        class: "StockAvailable",
        description: "What is on the shelf",
        fields: stock_available::FIELDS,
        associations: &[],
        scope: Scope::OwnAlone,
        forbidden: &["POST", "DELETE"],
    },
];

/// The resource of that name, if this shop serves it.
pub(crate) fn find(name: &str) -> Option<&'static Resource> {
    RESOURCES.iter().find(|resource| resource.name == name)
}
