//! The texts of a product, in one language or several.

use json::Value;
use resources::{Declared, Product};

use super::action::Action;
use super::catalogue::{Declaration, Effect, Need};
use super::doc::Doc;
use super::effect::{NamedBy, Writes, WrittenField, parameters};
use super::input::Input;
use super::parameter::{
    EXPECT_PARAMETER, Kind, PREVIEW_PARAMETER, Parameter, Parameters, TEXT_LANGUAGE_PARAMETER,
};
use super::shape::Object;
use super::update::update;
use super::writes;
use crate::client::Client;
use crate::client::transport::Transport;
use crate::webservice::call::Method;
use crate::webservice::error::Result;

const REQUIRED_PRODUCT_ID: Parameter =
    Parameter::new("id", Kind::Id, "Id of the product.").required();

const CONTENT: [WrittenField; 3] = [
    WrittenField::new("name"),
    WrittenField::new("description"),
    WrittenField::new("description_short"),
];

const SEO: [WrittenField; 4] = [
    WrittenField::new("meta_title").shown_length(60),
    WrittenField::new("meta_description").shown_length(160),
    WrittenField::new("meta_keywords"),
    WrittenField::new("link_rewrite")
        .leaves("Links to the product's new address may have been shared or indexed meanwhile."),
];

const NEEDS: &[Need] = &[
    Need::get("products"),
    Need::write("products", Method::Put),
    Need::get("languages"),
];

const fn texts_of_product(fields: &'static [WrittenField]) -> Writes {
    Writes {
        resource: Product::RESOURCE,
        named_by: &[NamedBy::ID],
        fields,
        also: None,
    }
}

static UPDATE_PRODUCT_CONTENT_OUTPUT: Object = Object {
    name: Doc::new("UpdateProductContentOutput"),
    description: Doc::new("What was changed of the product, or would be."),
    properties: writes::UPDATED,
};

static UPDATE_PRODUCT_SEO_OUTPUT: Object = Object {
    name: Doc::new("UpdateProductSeoOutput"),
    description: Doc::new("What was changed of the product, or would be."),
    properties: writes::UPDATED,
};

/// `update_product_content`: five requests in three round trips; later, where there is nothing to
/// write, two at once.
pub struct UpdateProductContent;

impl Action for UpdateProductContent {
    const DECLARATION: Declaration = Declaration {
        name: "update_product_content",
        title: Doc::new("Update Product Content"),
        description: Doc::new(
            "Changes name, description or short description of a product, in one language or several. Other languages, price and stock stay as they are; nothing is translated or put on sale, and nobody gets mail. The shop may clean HTML: the answer tells what it made of it. Use preview first, then confirm with expect. To undo, write the before values.",
        ),
        example: Doc::new(
            "{\"id\": 5, \"description_short\": {\"en\": \"<p>A tea.</p>\", \"fr\": \"<p>Un thé.</p>\"}, \"preview\": true}",
        ),
        input: Parameters::of(&[
            REQUIRED_PRODUCT_ID,
            Parameter::new(
                "name",
                Kind::Texts,
                "Name, at most {max_length} characters, none of < > ; = # { }.",
            ),
            Parameter::new(
                "description",
                Kind::Texts,
                "Description, HTML without scripts.",
            ),
            Parameter::new(
                "description_short",
                Kind::Texts,
                "Summary, HTML without scripts.",
            ),
            TEXT_LANGUAGE_PARAMETER,
            PREVIEW_PARAMETER,
            EXPECT_PARAMETER,
        ])
        .some(const { &parameters(&CONTENT) }),
        output: &UPDATE_PRODUCT_CONTENT_OUTPUT,
        effect: Effect::Writes(texts_of_product(&CONTENT)),
        needs: NEEDS,
    };

    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value> {
        let id = input.number("id").unwrap_or_default();
        update(client, input, &Self::DECLARATION, id).await
    }
}

/// `update_product_seo`: as many as `update_product_content`.
pub struct UpdateProductSeo;

impl Action for UpdateProductSeo {
    const DECLARATION: Declaration = Declaration {
        name: "update_product_seo",
        title: Doc::new("Update Product SEO"),
        description: Doc::new(
            "Changes what search engines see of a product: meta title, description and keywords (not in PrestaShop 9), or the slug of its address, in one language or several. A new slug may break links to the old address. Price, stock and all else stay as they are, and nobody gets mail. Use preview first, then confirm with expect. To undo, write the before values.",
        ),
        example: Doc::new(
            "{\"id\": 5, \"meta_title\": \"Black tea\", \"language\": \"en\", \"preview\": true}",
        ),
        input: Parameters::of(&[
            REQUIRED_PRODUCT_ID,
            Parameter::new(
                "meta_title",
                Kind::Texts,
                "Title in search results, at most {max_length} characters (1.6: {older_max_length}); about {shown_length} are shown.",
            ),
            Parameter::new(
                "meta_description",
                Kind::Texts,
                "Text in search results, at most {max_length} characters (1.6: {older_max_length}); about {shown_length} are shown.",
            ),
            Parameter::new(
                "meta_keywords",
                Kind::Texts,
                "Keywords. Gone in PrestaShop 9.",
            ),
            Parameter::new(
                "link_rewrite",
                Kind::Texts,
                "Slug in the product's address: letters, digits and hyphens, at most {max_length}.",
            ),
            TEXT_LANGUAGE_PARAMETER,
            PREVIEW_PARAMETER,
            EXPECT_PARAMETER,
        ])
        .some(const { &parameters(&SEO) }),
        output: &UPDATE_PRODUCT_SEO_OUTPUT,
        effect: Effect::Writes(texts_of_product(&SEO)),
        needs: NEEDS,
    };

    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value> {
        let id = input.number("id").unwrap_or_default();
        update(client, input, &Self::DECLARATION, id).await
    }
}
