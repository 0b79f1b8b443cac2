//! One Rust file as this check sees it: what each of its modules defines, imports and names.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Context, Result, anyhow};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// A module of a file: the file itself, or an inline `mod name { … }`.
#[derive(Debug, Default)]
pub struct Module {
    /// From the module that the file is: empty for the file itself.
    pub name: Vec<String>,
    pub defined: Vec<String>,
    pub macros: Vec<String>,
    pub imports: Vec<Import>,
    /// Every `a::b::c` of its code, every single name, and `name!`.
    pub mentioned: Vec<Vec<String>>,
    /// `mod name;`, and where `#[path]` says it is.
    pub files: Vec<(String, Option<PathBuf>)>,
}

/// One name of a `use`; a glob has the name `*`.
#[derive(Debug, PartialEq)]
pub struct Import {
    pub path: Vec<String>,
    pub name: String,
    pub public: bool,
}

pub fn read(file: &Path) -> Result<Vec<Module>> {
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    parse(&text).with_context(|| file.display().to_string())
}

pub fn parse(text: &str) -> Result<Vec<Module>> {
    let tokens = TokenStream::from_str(text).map_err(|error| anyhow!("{error}"))?;
    let mut modules = Vec::new();
    items(tokens, Module::default(), &mut modules);
    Ok(modules)
}

/// The items of one module. What only tests compile is passed over: tests look at everything.
fn items(tokens: TokenStream, mut module: Module, modules: &mut Vec<Module>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    let mut attributes = Vec::new();
    let mut public = false;
    while at < tokens.len() {
        let rest = &tokens[at..];
        if let [TokenTree::Punct(hash), TokenTree::Group(group), ..] = rest
            && hash.as_char() == '#'
        {
            attributes.push(group.stream().to_string());
            at += 2;
            continue;
        }
        if for_tests(&attributes) {
            at += item_length(rest);
            (attributes, public) = (Vec::new(), false);
            continue;
        }
        let keyword = word(rest.first());
        match (keyword.as_deref(), word(rest.get(1))) {
            (Some("pub"), _) => {
                public = true;
                at += 1 + usize::from(is_group(rest.get(1), Delimiter::Parenthesis));
                continue;
            }
            (Some("use"), _) => {
                let length = item_length(rest);
                import(&rest[1..length], &[], public, &mut module.imports);
                at += length;
            }
            (Some("mod"), Some(name)) => {
                match rest.get(2) {
                    Some(TokenTree::Group(group)) => {
                        let inner = Module {
                            name: [module.name.as_slice(), &[name]].concat(),
                            ..Module::default()
                        };
                        items(group.stream(), inner, modules);
                    }
                    _ => module.files.push((name, path_attribute(&attributes))),
                }
                at += 3;
            }
            (Some("macro_rules"), _) => {
                if let Some(name) = word(rest.get(2)) {
                    module.macros.push(name);
                }
                mention(rest.get(3), &mut module);
                at += 4;
            }
            (
                Some("fn" | "struct" | "enum" | "trait" | "type" | "static" | "const"),
                Some(name),
            ) if starts_an_item(&tokens[..at]) && name != "fn" && name != "unsafe" => {
                if name == "mut" {
                    at += 1;
                    continue;
                }
                if name != "_" {
                    module.defined.push(name);
                }
                at += 2;
            }
            _ => {
                at += mention_path(rest, &tokens[..at], &mut module);
            }
        }
        (attributes, public) = (Vec::new(), false);
    }
    modules.push(module);
}

fn for_tests(attributes: &[String]) -> bool {
    attributes
        .iter()
        .any(|each| each.replace(' ', "") == "cfg(test)")
}

/// `#[path = "…"]`.
fn path_attribute(attributes: &[String]) -> Option<PathBuf> {
    attributes.iter().find_map(|each| {
        let value = each.strip_prefix("path")?.trim_start().strip_prefix('=')?;
        Some(PathBuf::from(value.trim().trim_matches('"')))
    })
}

/// To the end of its braces, or to its semicolon.
fn item_length(tokens: &[TokenTree]) -> usize {
    let is_use = tokens
        .iter()
        .take(4)
        .any(|each| word(Some(each)).as_deref() == Some("use"));
    let end = tokens.iter().position(|each| match each {
        TokenTree::Punct(punct) => punct.as_char() == ';',
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace && !is_use,
        _ => false,
    });
    end.map_or(tokens.len(), |end| end + 1)
}

/// No `const` of a type parameter, no `fn` of a type, no lifetime `'static`.
fn starts_an_item(before: &[TokenTree]) -> bool {
    match before.last() {
        None | Some(TokenTree::Group(_)) => true,
        Some(TokenTree::Punct(punct)) => punct.as_char() == ';',
        Some(TokenTree::Ident(ident)) => {
            matches!(
                ident.to_string().as_str(),
                "pub" | "const" | "async" | "unsafe"
            )
        }
        // extern "C" fn
        Some(TokenTree::Literal(_)) => true,
    }
}

/// The tree of a `use`, without the keyword.
fn import(tokens: &[TokenTree], before: &[String], public: bool, found: &mut Vec<Import>) {
    let mut path = before.to_vec();
    let mut name = None;
    let mut tokens = tokens.iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ident) if *ident == "as" => name = word(tokens.next()),
            TokenTree::Ident(ident) if *ident == "self" && !path.is_empty() => {}
            TokenTree::Ident(ident) => path.push(ident.to_string()),
            TokenTree::Group(group) => return import_group(group, &path, public, found),
            TokenTree::Punct(punct) if punct.as_char() == '*' => name = Some("*".to_owned()),
            _ => {}
        }
    }
    let Some(last) = path.last() else { return };
    found.push(Import {
        name: name.unwrap_or_else(|| last.clone()),
        path,
        public,
    });
}

fn import_group(group: &Group, before: &[String], public: bool, found: &mut Vec<Import>) {
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    let comma = |token: &TokenTree| matches!(token, TokenTree::Punct(p) if p.as_char() == ',');
    for one in tokens.split(comma).filter(|one| !one.is_empty()) {
        import(one, before, public, found);
    }
}

/// All that a token holds, `use` lines inside functions included.
fn mention(token: Option<&TokenTree>, module: &mut Module) {
    let Some(TokenTree::Group(group)) = token else {
        return;
    };
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        if word(tokens.get(at)).as_deref() == Some("use") {
            let length = item_length(&tokens[at..]);
            import(
                &tokens[at + 1..at + length],
                &[],
                false,
                &mut module.imports,
            );
            at += length;
        } else {
            at += mention_path(&tokens[at..], &tokens[..at], module);
        }
    }
}

/// `a::b::c`, unless it is what follows a dot or the rest of a longer path; how many tokens.
fn mention_path(tokens: &[TokenTree], before: &[TokenTree], module: &mut Module) -> usize {
    let Some(first) = word(tokens.first()) else {
        mention(tokens.first(), module);
        return 1;
    };
    let mut path = vec![first];
    let mut length = 1;
    while let [
        TokenTree::Punct(one),
        TokenTree::Punct(two),
        TokenTree::Ident(next),
        ..,
    ] = &tokens[length..]
        && (one.as_char(), two.as_char()) == (':', ':')
    {
        path.push(next.to_string());
        length += 3;
    }
    let follows = matches!(before.last(), Some(TokenTree::Punct(p)) if p.as_char() == '.')
        || matches!(before, [.., TokenTree::Punct(a), TokenTree::Punct(b)]
            if (a.as_char(), b.as_char()) == (':', ':'));
    if let [name] = &mut path[..]
        && matches!(tokens.get(1), Some(TokenTree::Punct(p)) if p.as_char() == '!')
    {
        name.push('!');
    }
    if !follows {
        module.mentioned.push(path);
    }
    length
}

fn word(token: Option<&TokenTree>) -> Option<String> {
    match token {
        Some(TokenTree::Ident(ident)) => Some(ident.to_string()),
        _ => None,
    }
}

fn is_group(token: Option<&TokenTree>, delimiter: Delimiter) -> bool {
    matches!(token, Some(TokenTree::Group(group)) if group.delimiter() == delimiter)
}
