//! In which language an answer speaks.

use json::Value;
use resources::Language as LanguageRecord;
use resources::record::Languages;

use super::answer;
use super::catalogue::Need;
use super::input::{Argument, Input};
use super::shape;
use super::warnings::Warnings;
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::names::shown;
use crate::webservice::number::number;
use crate::webservice::query::Language;

/// To name the language of an answer by its code.
pub const LANGUAGES: Need = Need::get_or(
    "languages",
    "languages can be named by id only, and the answer does not tell the code of its language",
);

/// What the caller or the client's settings ask for.
enum Wanted {
    Lowest,
    Id(u32),
    Code(String),
}

/// The language of an answer, as far as it is known.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    id: Option<u32>,
    iso_code: Option<String>,
    /// Whether the shop has been found to have it.
    is_checked: bool,
    /// Whether texts in other languages, if they came, do not stand in for it.
    is_alone: bool,
}

/// Asks for the shop's languages only if a code must be understood; the rest shows in
/// the first texts that come, see [`Choice::settle`].
///
/// # Errors
/// `InvalidRequest` for a code the shop does not have, with those it has.
pub async fn begin<T: Transport>(client: &Client<T>, input: &Input) -> Result<Choice> {
    let wanted = wanted(client, input);
    match &wanted {
        Wanted::Code(_) => look_up(client, &wanted).await,
        _ => Ok(open(&wanted)),
    }
}

/// What [`begin`] will most likely choose, as far as it is known before anything is asked.
///
/// # Errors
/// `InvalidRequest` for a code the shop does not have, with those it has.
pub fn likely<T: Transport>(client: &Client<T>, input: &Input) -> Result<Choice> {
    let wanted = wanted(client, input);
    match &wanted {
        Wanted::Code(_) => find_known(client, &wanted),
        _ => Ok(open(&wanted)),
    }
}

/// The same of [`choose`].
///
/// # Errors
/// `InvalidRequest` for a language the shop does not have, with those it has.
pub fn likely_chosen<T: Transport>(client: &Client<T>, input: &Input) -> Result<Choice> {
    find_known(client, &wanted(client, input))
}

/// Finds it among the languages that are known, if they are.
fn find_known<T: Transport>(client: &Client<T>, wanted: &Wanted) -> Result<Choice> {
    let known = client.lookups().known_languages();
    match known.map(|languages| find(&languages, wanted)) {
        Some(Err(_)) if client.may_have_more_languages() => Ok(open(wanted)),
        Some(found) => found,
        None => Ok(open(wanted)),
    }
}

fn open(wanted: &Wanted) -> Choice {
    match wanted {
        Wanted::Id(id) => Choice::unchecked(*id),
        _ => Choice::default(),
    }
}

/// Reads texts while their language is looked up: those of the language that is `likely` meant, else
/// all active ones, out of which the answer takes its own. An inactive one comes only when it is
/// named: then they are read a second time.
///
/// # Errors
/// Those of the look, before those of the read.
pub async fn beside<V>(
    choice: impl Future<Output = Result<Choice>>,
    likely: &Choice,
    read: impl AsyncFn(Language) -> Result<V>,
    has_language: impl Fn(&V, &Choice) -> bool,
) -> Result<(Choice, V)> {
    let (choice, found) = join(choice, read(likely.query())).await;
    let (mut choice, mut found) = (choice?, found?);
    choice.is_alone = choice.id.is_some();
    if choice.id != likely.id && !has_language(&found, &choice) {
        found = read(choice.query()).await?;
    }
    Ok((choice, found))
}

/// Looks the language up, so that the answer can tell its code. A key that may not read
/// languages can still name one by its id.
///
/// # Errors
/// `InvalidRequest` for a language the shop does not have, with those it has.
pub async fn choose<T: Transport>(
    client: &Client<T>,
    input: &Input,
    warnings: &mut Warnings,
) -> Result<Choice> {
    let wanted = wanted(client, input);
    if let Wanted::Code(_) = &wanted {
        return look_up(client, &wanted).await;
    }
    let has_it = |all: &[LanguageRecord]| find(all, &wanted).is_ok();
    let languages = client.modest().languages_with(&has_it).await;
    match (warnings.allow(languages, &LANGUAGES)?, wanted) {
        (Some(languages), wanted) => find(&languages, &wanted),
        (None, Wanted::Id(id)) => Ok(Choice::unchecked(id)),
        (None, _) => Ok(Choice::default()),
    }
}

/// The language of a text that comes without one, by the input or the client: an id or a code, which
/// the write looks up. `None` stands for the active one with the lowest id.
pub fn usual<T>(client: &Client<T>, input: &Input) -> Option<String> {
    match wanted(client, input) {
        Wanted::Id(id) => Some(id.to_string()),
        Wanted::Code(code) => Some(code),
        Wanted::Lowest => None,
    }
}

fn wanted<T>(client: &Client<T>, input: &Input) -> Wanted {
    let usual = || client.settings().default_language.as_deref();
    let text = match input.get("language") {
        Some(Argument::Number(id)) => return Wanted::Id(*id),
        Some(Argument::Text(text)) => Some(text.as_str()),
        _ => usual().map(str::trim).filter(|text| !text.is_empty()),
    };
    match (text, text.and_then(number)) {
        (_, Some(id)) => Wanted::Id(id),
        (Some(code), None) => Wanted::Code(code.to_owned()),
        (None, None) => Wanted::Lowest,
    }
}

async fn look_up<T: Transport>(client: &Client<T>, wanted: &Wanted) -> Result<Choice> {
    let has_it = |all: &[LanguageRecord]| find(all, wanted).is_ok();
    find(&client.languages_with(&has_it).await?, wanted)
}

fn find(languages: &[LanguageRecord], wanted: &Wanted) -> Result<Choice> {
    let is =
        |text: Option<&str>, code: &str| text.is_some_and(|one| one.eq_ignore_ascii_case(code));
    let found = match wanted {
        Wanted::Lowest => {
            let active = languages.iter().filter(|one| one.active() == Some(true));
            active
                .min_by_key(|one| one.id())
                .or_else(|| languages.iter().min_by_key(|one| one.id()))
        }
        Wanted::Id(id) => languages.iter().find(|one| one.id() == Some(*id)),
        Wanted::Code(code) => languages
            .iter()
            .find(|one| is(one.iso_code(), code))
            .or_else(|| languages.iter().find(|one| is(one.language_code(), code))),
    };
    match (found, wanted) {
        (Some(language), _) => Ok(Choice {
            id: language.id(),
            iso_code: language.iso_code().map(str::to_owned),
            is_checked: true,
            is_alone: false,
        }),
        (None, Wanted::Id(id)) => Err(unknown_language(&id.to_string(), languages)),
        (None, Wanted::Code(code)) => Err(unknown_language(code, languages)),
        (None, Wanted::Lowest) => Ok(Choice::default()),
    }
}

fn unknown_language(wanted: &str, languages: &[LanguageRecord]) -> Error {
    let all: Vec<String> = languages
        .iter()
        .map(|one| {
            let inactive = if one.active() == Some(false) {
                " (inactive)"
            } else {
                ""
            };
            format!(
                "{} {}{inactive}",
                one.id().unwrap_or_default(),
                one.iso_code().unwrap_or_default()
            )
        })
        .collect();
    no_language(wanted, &all)
}

fn no_language(wanted: &str, all: &[String]) -> Error {
    let problem = ["is none of the shop: ", &shown(wanted)];
    let hint = ["Its languages: ", &all.join(", ")].concat();
    Error::about("language", &problem, &hint)
}

impl Choice {
    fn unchecked(id: u32) -> Self {
        Choice {
            id: Some(id),
            ..Choice::default()
        }
    }

    /// Its id, if it is known.
    pub fn id(&self) -> Option<u32> {
        self.id
    }

    /// The languages to ask for: the chosen one, else all active ones.
    pub fn query(&self) -> Language {
        match self.id {
            Some(id) => Language::Ids(vec![id]),
            None => Language::All,
        }
    }

    /// Whether texts came in this language; yes while none is chosen.
    pub fn is_among<'t>(&self, mut texts: impl Iterator<Item = &'t Languages>) -> bool {
        match self.id {
            Some(id) => texts.any(|text| text.get(id).is_some()),
            None => true,
        }
    }

    /// Settles what was open by the languages that texts came in: documents hold the
    /// active ones, so the lowest is known without another request.
    ///
    /// # Errors
    /// `InvalidRequest` for an id the shop does not have, with those it has.
    pub async fn settle<'t, T: Transport>(
        mut self,
        client: &Client<T>,
        texts: impl Iterator<Item = &'t Languages>,
    ) -> Result<Choice> {
        let mut ids: Vec<u32> = texts
            .flat_map(|text| text.iter().map(|(id, _)| id))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let Some(id) = self.id else {
            self.id = ids.first().copied();
            return Ok(self);
        };
        if self.is_checked || ids.contains(&id) {
            return Ok(self);
        }
        match look_up(client, &Wanted::Id(id)).await {
            Err(error) if error.kind() == ErrorKind::Permission => {
                let all: Vec<String> = ids.iter().map(u32::to_string).collect();
                Err(no_language(&id.to_string(), &all))
            }
            found => found,
        }
    }

    /// The text in this language, empty where it has none.
    pub fn text<'t>(&self, texts: Option<&'t Languages>) -> &'t str {
        self.id.and_then(|id| texts?.get(id)).unwrap_or_default()
    }

    /// The text in this language; while none is chosen, in the one with the lowest id.
    pub fn in_lowest<'t>(&self, texts: &'t Languages) -> &'t str {
        let lowest = || texts.iter().map(|(id, _)| id).min();
        let id = self.id.or_else(lowest);
        id.and_then(|id| texts.get(id)).unwrap_or_default()
    }

    /// A label: the text in this language, else in another one that has it.
    pub fn label<'t>(&self, texts: Option<&'t Languages>) -> Option<&'t str> {
        let is_there = |text: &&str| !text.trim().is_empty();
        let others = texts.filter(|_| !self.is_alone);
        Some(self.text(texts))
            .filter(is_there)
            .or_else(|| others?.iter().map(|(_, text)| text).find(is_there))
    }

    /// Whether texts in that language count: those of the chosen one, all while none is chosen.
    pub fn takes(&self, language: u32) -> bool {
        self.id.is_none_or(|id| id == language)
    }

    /// As it stands in an answer.
    pub fn answer(&self) -> Value {
        let Some(id) = self.id else {
            return Value::Null;
        };
        let mut language = answer::blank(&shape::ANSWER_LANGUAGE);
        answer::set(&mut language, "id", id);
        answer::set(&mut language, "iso_code", self.iso_code.clone());
        Value::Object(language)
    }
}
