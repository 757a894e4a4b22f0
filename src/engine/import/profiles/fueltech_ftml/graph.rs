//! Objects as a .NET formatter wrote them: plain data, found by number.

use std::collections::BTreeMap;

use crate::engine::import::text::store::ColumnStore;

/// A value of a member or an element.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    /// Booleans and numbers of up to 32 bits, and floating-point numbers.
    Number(f64),
    /// Integers of 64 bits, dates and spans of time.
    Long(i64),
    /// Another object.
    Object(i32),
}

/// An object.
#[derive(Debug)]
pub(crate) enum Object {
    Instance {
        class: usize,
        values: Box<[Value]>,
    },
    /// Elements that are there; nulls are left out.
    List(Box<[Value]>),
    Doubles(Vec<f64>),
    /// Doubles of a long list, kept as samples are: no axis or table is that long.
    Samples(Box<ColumnStore>),
    Text(Box<str>),
}

/// A class with the names of its members, without what the compiler wraps around a property's name.
#[derive(Debug)]
pub(crate) struct Class {
    pub name: String,
    pub members: Vec<String>,
}

/// Everything that was read.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    pub classes: Vec<Class>,
    pub objects: BTreeMap<i32, Object>,
    pub root: i32,
}

/// An object with members.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a> {
    graph: &'a Graph,
    class: &'a Class,
    values: &'a [Value],
}

impl Graph {
    /// The object the file is about.
    pub fn root(&self) -> Option<Node<'_>> {
        self.node(&Value::Object(self.root))
    }

    /// The object a value points to.
    pub fn object(&self, value: &Value) -> Option<&Object> {
        match value {
            Value::Object(id) => self.objects.get(id),
            _ => None,
        }
    }

    /// The object a value points to, where it has members.
    pub fn node(&self, value: &Value) -> Option<Node<'_>> {
        match self.object(value)? {
            Object::Instance { class, values } => {
                Some(Node { graph: self, class: self.classes.get(*class)?, values })
            }
            _ => None,
        }
    }

    /// The figure a value is or, for an enumeration, wraps.
    pub fn number(&self, value: &Value) -> Option<f64> {
        match value {
            Value::Number(x) => Some(*x),
            Value::Long(x) => Some(*x as f64),
            Value::Null => None,
            Value::Object(_) => match self.node(value)?.member("value__")? {
                Value::Number(x) => Some(*x),
                Value::Long(x) => Some(*x as f64),
                _ => None,
            },
        }
    }

    /// Takes the numbers of a list's room, long or short, as a column of samples.
    pub fn take_samples(&mut self, items: &Value) -> Option<ColumnStore> {
        let Value::Object(id) = items else { return None };
        match self.objects.remove(id)? {
            Object::Samples(store) => Some(*store),
            Object::Doubles(mut numbers) => {
                let mut store = ColumnStore::new(false);
                store.push(&mut numbers);
                Some(store)
            }
            other => {
                self.objects.insert(*id, other);
                None
            }
        }
    }

    /// The text a value points to.
    pub fn text(&self, value: &Value) -> Option<&str> {
        match self.object(value)? {
            Object::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl<'a> Node<'a> {
    /// A member by its name.
    pub fn member(self, name: &str) -> Option<&'a Value> {
        let place = self.class.members.iter().position(|m| m == name)?;
        self.values.get(place)
    }

    /// A member that is an object with members.
    pub fn node(self, name: &str) -> Option<Node<'a>> {
        self.graph.node(self.member(name)?)
    }

    /// A member that is a figure, a switch or an enumeration.
    pub fn number(self, name: &str) -> Option<f64> {
        self.graph.number(self.member(name)?)
    }

    /// A member that is a text, without blanks around it; an empty one is none.
    pub fn text(self, name: &str) -> Option<&'a str> {
        self.graph.text(self.member(name)?).map(str::trim).filter(|t| !t.is_empty())
    }

    /// Whether its class is called so, whatever the namespace.
    pub fn is(self, class: &str) -> bool {
        let name = self.class.name.split('[').next().unwrap_or_default();
        name.rsplit(['.', '+']).next() == Some(class)
    }

    /// Names and values of all members, in order.
    pub fn members(self) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.class.members.iter().map(String::as_str).zip(self.values)
    }

    /// Elements of a `List` that is a member: `_items` without the room its program kept for more.
    pub fn list(self, name: &str) -> &'a [Value] {
        let Some(list) = self.node(name) else { return &[] };
        match list.member("_items").and_then(|items| self.graph.object(items)) {
            Some(Object::List(items)) => items.get(..list.size(items.len())).unwrap_or(items),
            _ => &[],
        }
    }

    /// Numbers of a short `List` of doubles that is a member.
    pub fn doubles(self, name: &str) -> Option<&'a [f64]> {
        let list = self.node(name)?;
        match self.graph.object(list.member("_items")?)? {
            Object::Doubles(v) => Some(v.get(..list.size(v.len())).unwrap_or(v)),
            _ => None,
        }
    }

    /// Elements in use of a list with room for so many.
    pub fn size(self, room: usize) -> usize {
        match self.number("_size") {
            Some(size) if size >= 0.0 => (size as usize).min(room),
            _ => room,
        }
    }
}
