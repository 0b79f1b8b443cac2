//! What can be watched, and what is shown of it.

/// Something that is watched.
#[derive(Debug)]
pub(super) struct Place {
    /// Its name in what is told.
    pub name: &'static str,
    /// Its name in the Webservice.
    pub resource: &'static str,
    /// What is shown of it; one of the fields has a link, which tells the shop that answers.
    pub fields: &'static [&'static str],
}

/// What has a date of its last save.
pub(super) static SAVED: [Place; 3] = [
    Place {
        name: "orders",
        resource: "orders",
        fields: &[
            "id",
            "id_customer",
            "current_state",
            "valid",
            "date_add",
            "date_upd",
            "reference",
            "total_paid",
            "total_paid_real",
        ],
    },
    Place {
        name: "customers",
        resource: "customers",
        fields: &[
            "id",
            "id_default_group",
            "active",
            "is_guest",
            "deleted",
            "date_add",
            "date_upd",
        ],
    },
    Place {
        name: "products",
        resource: "products",
        fields: &[
            "id",
            "id_category_default",
            "reference",
            "price",
            "active",
            "date_add",
            "date_upd",
        ],
    },
];

pub(super) static STATUSES: Place = Place {
    name: "order_states",
    resource: "order_histories",
    fields: &["id", "id_order", "id_order_state", "date_add"],
};
