//! The shop's languages.

use json::Value;

use super::action::Action;
use super::answer;
use super::catalogue::{Declaration, Effect, Need};
use super::doc::Doc;
use super::input::Input;
use super::parameter::Parameters;
use super::shape::{Object, Property, Shape};
use crate::client::Client;
use crate::client::transport::Transport;
use crate::webservice::error::Result;

static SHOP_LANGUAGE: Object = Object {
    name: Doc::new("ShopLanguage"),
    description: Doc::new("A language of the shop."),
    properties: &[
        Property::new("id", Shape::Id, "Id of the language."),
        Property::new(
            "iso_code",
            Shape::ShopText,
            "Two-letter code, such as \"fr\".",
        ),
        Property::new("name", Shape::ShopText, "Name."),
        Property::new("active", Shape::Boolean, "Whether the shop shows it."),
        Property::new(
            "is_rtl",
            Shape::Boolean,
            "Whether it is written from right to left.",
        ),
    ],
};

static LIST_LANGUAGES_OUTPUT: Object = Object {
    name: Doc::new("ListLanguagesOutput"),
    description: Doc::new("The languages of the shop."),
    properties: &[Property::new(
        "languages",
        Shape::List(&Shape::Object(&SHOP_LANGUAGE)),
        "By id, inactive ones included.",
    )],
};

/// `list_languages`; one request, then none.
pub struct ListLanguages;

impl Action for ListLanguages {
    const DECLARATION: Declaration = Declaration {
        name: "list_languages",
        title: Doc::new("List Languages"),
        description: Doc::new(
            "Lists the languages of the shop, inactive ones included, with the ids and ISO codes that other actions take as language. Changes nothing.",
        ),
        example: Doc::new("{}"),
        input: Parameters::NONE,
        output: &LIST_LANGUAGES_OUTPUT,
        effect: Effect::Reads,
        needs: &[Need::get("languages")],
    };

    async fn run<T: Transport>(client: &Client<T>, _: &Input) -> Result<Value> {
        let languages = client.languages().await?;
        let rows = languages
            .iter()
            .map(|one| Value::Object(answer::of(one.record(), &SHOP_LANGUAGE)));
        let mut output = answer::blank(&LIST_LANGUAGES_OUTPUT);
        answer::set(&mut output, "languages", rows.collect::<Vec<Value>>());
        Ok(Value::Object(output))
    }
}
