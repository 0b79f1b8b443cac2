//! What `check_access` answers.

use super::super::doc::Doc;
use super::super::held::ONLY_CUSTOMER_PROPERTY;
use super::super::shape::{Object, Property, Shape};
use super::verdict::Verdict;

const METHOD: Shape = Shape::Word(&["GET", "PUT", "POST", "PATCH", "DELETE", "HEAD"]);

pub(super) static MISSING_RIGHT: Object = Object {
    name: Doc::new("MissingRight"),
    description: Doc::new("A right the key lacks."),
    properties: &[
        Property::new("method", METHOD, "The right, as the back office names it."),
        Property::new(
            "optional",
            Shape::Boolean,
            "Whether the documented key does without.",
        ),
        Property::new(
            "stops",
            Shape::List(&Shape::Text),
            "Actions that do not work without it.",
        ),
        Property::new(
            "limits",
            Shape::List(&Shape::Text),
            "Actions that answer less without it.",
        ),
        Property::new(
            "advice",
            Shape::Text,
            "What it is for and which box to tick.",
        ),
    ],
};

pub(super) static RESOURCE_ACCESS: Object = Object {
    name: Doc::new("ResourceAccess"),
    description: Doc::new("The rights of the key on a resource."),
    properties: &[
        Property::new("resource", Shape::Text, "Name of the resource."),
        Property::new("rights", Shape::List(&METHOD), "What the key may do."),
        Property::new(
            "missing",
            Shape::List(&Shape::Object(&MISSING_RIGHT)),
            "What it should be able to do as well.",
        ),
        Property::new(
            "too_much",
            Shape::List(&METHOD),
            "What it may do although nothing here uses it.",
        ),
        Property::new(
            "advice",
            Shape::Text,
            "Which boxes to untick; null if none.",
        )
        .or_null(),
    ],
};

pub(super) static OPTIONAL_RIGHT: Object = Object {
    name: Doc::new("OptionalRight"),
    description: Doc::new("A right that everything else works without."),
    properties: &[
        Property::new("resource", Shape::Text, "Name of the resource."),
        Property::new(
            "method",
            METHOD,
            "The right; from PrestaShop 8 on PATCH does in the place of PUT.",
        ),
        Property::new("granted", Shape::Boolean, "Whether the key has it."),
        Property::new("adds", Shape::Text, "What it adds."),
    ],
};

pub(super) static CHECK_ACCESS_OUTPUT: Object = Object {
    name: Doc::new("CheckAccessOutput"),
    description: Doc::new("What the key may do."),
    properties: &[
        Property::new(
            "ok",
            Shape::Boolean,
            "Whether the key has every right that is not optional.",
        ),
        Property::new(
            "verdict",
            Shape::Word(&Verdict::NAMES),
            "not_ready: a documented right is missing. ready_but_too_much: the key also has rights that nothing here uses.",
        ),
        Property::new("shop_name", Shape::ShopText, "Name of the shop."),
        Property::new(
            "shop_url",
            Shape::Text,
            "Address of the shop that answered; of several behind one PrestaShop, the one that is read and written.",
        ),
        Property::new(
            "version",
            Shape::Text,
            "Version of PrestaShop; null where the shop does not tell.",
        )
        .or_null(),
        Property::new(
            "summary",
            Shape::Text,
            "The result in a sentence or two, for the owner of the shop.",
        ),
        Property::new(
            "resources",
            Shape::List(&Shape::Object(&RESOURCE_ACCESS)),
            "The documented resources, then others the key has rights on.",
        ),
        Property::new(
            "optional",
            Shape::List(&Shape::Object(&OPTIONAL_RIGHT)),
            "The optional rights, and what each adds.",
        ),
        ONLY_CUSTOMER_PROPERTY,
    ],
};
