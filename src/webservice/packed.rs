//! Declarations that come with a call, as a line of text: those of resources that few programs
//! read. They are declared as all others are, see `resources::packed`, and the package holds
//! their lines beside the WebAssembly, which would carry a table of each of their fields.

use std::cell::RefCell;
use std::mem;

use resources::packed::{COMPUTED, KINDS, LIST, NEWER};
use resources::{Association, Field, Kind, Resource, Write};

/// Not every version has what is newer; which one is of no use where a record is read.
const FIRST_NEWER: (u16, u16) = (1, 7);
const PLAIN: Field = Field::new("", Kind::Id);

thread_local! {
    static UNPACKED: RefCell<Vec<&'static Resource>> = const { RefCell::new(Vec::new()) };
}

/// The declaration of a line; `None` for the plain name of a resource. It stays for good, and so
/// there is one of each name: the first.
pub fn unpack(line: &str) -> Option<&'static Resource> {
    let mut rest = line;
    let name = word(&mut rest);
    if rest.is_empty() {
        return None;
    }
    UNPACKED.with_borrow_mut(|all| {
        let known = all.iter().find(|one| one.name == name).copied();
        Some(known.unwrap_or_else(|| {
            let read: &Resource = Box::leak(Box::new(declaration_of(line.to_owned().leak())));
            all.push(read);
            read
        }))
    })
}

fn declaration_of(mut rest: &'static str) -> Resource {
    let name = word(&mut rest);
    let mut resource = Resource {
        name,
        item: word(&mut rest),
        list: word(&mut rest),
        // Whose its records are, and the like, is known without its fields.
        ..*resources::of(name)
    };
    let mut lists: Vec<Association> = Vec::new();
    let mut fields = Vec::new();
    loop {
        let next = word(&mut rest);
        let list = next.strip_prefix(LIST);
        if list.is_none() && !next.is_empty() {
            fields.extend(unpacked_field(next));
            continue;
        }
        let read = mem::take(&mut fields).leak();
        match lists.last_mut() {
            None => resource.fields = read,
            Some(list) => list.fields = read,
        }
        let Some(name) = list else {
            resource.associations = lists.leak();
            return resource;
        };
        lists.push(Association {
            name,
            item: word(&mut rest),
            fields: &[],
            since: None,
            write: Write::Refused,
        });
    }
}

/// Takes the text before the next comma off.
#[inline(never)]
fn word<'l>(rest: &mut &'l str) -> &'l str {
    let end = rest.bytes().take_while(|byte| *byte != b',').count();
    let (word, behind) = rest.split_at_checked(end).unwrap_or_default();
    *rest = behind.get(1..).unwrap_or_default();
    word
}

fn unpacked_field(word: &'static str) -> Option<Field> {
    let plain = word.trim_start_matches([COMPUTED, NEWER]);
    let (letter, name) = plain.split_at_checked(1)?;
    let letter = *letter.as_bytes().first()?;
    let mut kinds = KINDS.iter();
    let (own, kind) = kinds.find(|(own, _)| own.eq_ignore_ascii_case(&letter))?;
    Some(Field {
        name,
        kind: *kind,
        dynamic: word.starts_with(COMPUTED),
        since: word.starts_with(NEWER).then_some(FIRST_NEWER),
        each_shop: *own != letter,
        ..PLAIN
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use resources::packed::{ALL, pack};
    use resources::scope::Scope;

    fn kind(kind: Kind) -> Kind {
        match kind {
            Kind::Enumeration(_) => Kind::Text,
            kind => kind,
        }
    }

    /// What reading needs of fields.
    fn read_by(fields: &[Field]) -> Vec<(&str, Kind, bool, bool)> {
        let fields = fields.iter().filter(|field| !field.secret);
        let read = fields.map(|one| (one.name, kind(one.kind), one.dynamic, one.each_shop));
        read.collect()
    }

    #[test]
    fn given_a_declaration_that_was_packed_then_it_is_unpacked_as_it_was() {
        for declared in ALL {
            let unpacked = unpack(&pack(declared)).unwrap();
            let names = |one: &Resource| [one.name, one.item, one.list];
            assert_eq!(names(unpacked), names(declared));
            assert_eq!(read_by(unpacked.fields), read_by(declared.fields));
            let of_scope = resources::of(declared.name).scope;
            assert_eq!(unpacked.scope, of_scope, "{}", declared.name);
            let lists = unpacked.associations.iter().zip(declared.associations);
            for (unpacked, declared) in lists {
                assert_eq!(
                    [unpacked.name, unpacked.item],
                    [declared.name, declared.item]
                );
                assert_eq!(read_by(unpacked.fields), read_by(declared.fields));
                let is_new = |field: &Field| field.since.is_some();
                let are_new =
                    |list: &Association| list.fields.iter().map(is_new).collect::<Vec<_>>();
                assert_eq!(are_new(unpacked), are_new(declared));
            }
            assert_eq!(unpacked.associations.len(), declared.associations.len());
        }
        println!("{} declarations", ALL.len());
    }

    #[test]
    fn given_a_name_then_it_is_no_declaration_and_the_first_of_a_name_stays() {
        for name in ["", "addresses", "no_such", "/", "~"] {
            assert_eq!(unpack(name), None, "{name}");
        }
        let first = unpack("carts,cart,carts,iid,lid_shop").unwrap();
        assert_eq!(unpack("carts,cart,carts,iid"), Some(first));
        assert_eq!((first.fields.len(), first.scope), (2, Scope::OfShop));
        let odd = unpack("odd,one,odd,,iid,?x,\u{e9}y,/,,/l,i,nn").unwrap();
        assert!(odd.fields.is_empty(), "an empty word ends a line");
    }
}
