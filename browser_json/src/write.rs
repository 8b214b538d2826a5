//! Writes types as the browser's values. Objects have no prototype, so that nothing that a page puts on its own is called
//! or sent along.

use std::fmt;

use js_sys::{Array, Number, Object, Reflect};
use serde::ser::{self, Serialize, Serializer};
use wasm_bindgen::JsValue;

use super::bare_object;

/// The value has a shape that JSON has not.
#[derive(Debug)]
pub(super) struct Unwritable;

impl fmt::Display for Unwritable {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Unwritable {}

impl ser::Error for Unwritable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Written<T = JsValue> = Result<T, Unwritable>;

/// Writes one value.
pub(super) struct Writer;

fn write<T: Serialize + ?Sized>(value: &T) -> Written {
    value.serialize(Writer)
}

fn put(object: &Object, key: &str, value: &JsValue) {
    let _ = Reflect::set(object, &key.into(), value);
}

/// An object or a list that grows; `name` is the variant under which it will stand.
pub(super) struct Fields {
    object: Object,
    name: Option<&'static str>,
    key: String,
}

impl Fields {
    fn new(name: Option<&'static str>) -> Written<Self> {
        Ok(Self { object: bare_object(), name, key: String::new() })
    }

    fn end(self) -> JsValue {
        match self.name {
            Some(name) => under(name, &self.object),
            None => self.object.into(),
        }
    }
}

fn under(name: &str, value: &JsValue) -> JsValue {
    let object = bare_object();
    put(&object, name, value);
    object.into()
}

/// A list that grows; `name` is the variant under which it will stand.
pub(super) struct Items {
    list: Array,
    name: Option<&'static str>,
}

impl Items {
    fn new(name: Option<&'static str>) -> Written<Self> {
        Ok(Self { list: Array::new(), name })
    }
}

macro_rules! numbers {
    ($($method:ident: $type:ty,)*) => {
        $(fn $method(self, number: $type) -> Written {
            write_number(number as f64)
        })*
    };
}

/// A whole number so large that the browser's floats skip its neighbours would come back as another one; JSON has no
/// infinite numbers and none that are not a number.
fn write_number(number: f64) -> Written {
    if number.abs() <= Number::MAX_SAFE_INTEGER { Ok(JsValue::from_f64(number)) } else { Err(Unwritable) }
}

impl Serializer for Writer {
    type Ok = JsValue;
    type Error = Unwritable;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Items;
    type SerializeTupleVariant = Items;
    type SerializeMap = Fields;
    type SerializeStruct = Fields;
    type SerializeStructVariant = Fields;

    numbers! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
        serialize_f32: f32, serialize_f64: f64,
    }

    fn serialize_bool(self, truth: bool) -> Written {
        Ok(truth.into())
    }

    fn serialize_char(self, letter: char) -> Written {
        self.serialize_str(letter.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Written {
        Ok(text.into())
    }

    fn serialize_bytes(self, _: &[u8]) -> Written {
        Err(Unwritable)
    }

    fn serialize_none(self) -> Written {
        Ok(JsValue::NULL)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        write(value)
    }

    fn serialize_unit(self) -> Written {
        Ok(JsValue::NULL)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        Ok(JsValue::NULL)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Written {
        Ok(name.into())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        write(value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Written {
        Ok(under(name, &write(value)?))
    }

    fn serialize_seq(self, _: Option<usize>) -> Written<Items> {
        Items::new(None)
    }

    fn serialize_tuple(self, _: usize) -> Written<Items> {
        Items::new(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Written<Items> {
        Items::new(None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Written<Items> {
        Items::new(Some(name))
    }

    fn serialize_map(self, _: Option<usize>) -> Written<Fields> {
        Fields::new(None)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Written<Fields> {
        Fields::new(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Written<Fields> {
        Fields::new(Some(name))
    }
}

macro_rules! items {
    ($($kind:ident: $method:ident,)*) => {
        $(impl ser::$kind for Items {
            type Ok = JsValue;
            type Error = Unwritable;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Written<()> {
                self.list.push(&write(value)?);
                Ok(())
            }

            fn end(self) -> Written {
                Ok(match self.name {
                    Some(name) => under(name, &self.list),
                    None => self.list.into(),
                })
            }
        })*
    };
}

items! {
    SerializeSeq: serialize_element,
    SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field,
}

macro_rules! fields {
    ($($kind:ident,)*) => {
        $(impl ser::$kind for Fields {
            type Ok = JsValue;
            type Error = Unwritable;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Written<()> {
                put(&self.object, key, &write(value)?);
                Ok(())
            }

            fn end(self) -> Written {
                Ok(Self::end(self))
            }
        })*
    };
}

fields! { SerializeStruct, SerializeStructVariant, }

impl ser::SerializeMap for Fields {
    type Ok = JsValue;
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written<()> {
        self.key = write(key)?.as_string().ok_or(Unwritable)?;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written<()> {
        put(&self.object, &self.key, &write(value)?);
        Ok(())
    }

    fn end(self) -> Written {
        Ok(Self::end(self))
    }
}
