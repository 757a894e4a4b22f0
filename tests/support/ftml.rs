//! Writes native FuelTech logs: what FTManager's BinaryFormatter would have written of made-up channels and tables.

use std::collections::{BTreeMap, VecDeque};

/// A value of a member.
#[derive(Clone, Debug)]
pub enum Value {
    Null,
    Bool(bool),
    Int(i32),
    Double(f64),
    /// Raw 64 bits of a .NET date.
    Date(i64),
    Text(String),
    /// An enumeration: its class and its number.
    Enum(&'static str, i32),
    Object(Object),
    /// Numbers with the room their list keeps.
    Doubles(Vec<f64>, usize),
    Objects(Vec<Object>, usize),
    Bytes(Vec<u8>),
    /// A `List` around an array.
    List(Box<Value>, usize),
}

/// An object of a class.
#[derive(Clone, Debug)]
pub struct Object {
    pub class: String,
    pub members: Vec<(String, Value)>,
}

impl Object {
    pub fn new(class: &str) -> Self {
        Self { class: class.to_owned(), members: Vec::new() }
    }

    /// With a property, whose member the compiler names after it.
    pub fn with(mut self, property: &str, value: Value) -> Self {
        self.members.push((format!("<{property}>k__BackingField"), value));
        self
    }

    /// With a member of exactly this name.
    pub fn raw(mut self, member: &str, value: Value) -> Self {
        self.members.push((member.to_owned(), value));
        self
    }

    /// With a property that has another value.
    pub fn but(mut self, property: &str, value: Value) -> Self {
        let name = format!("<{property}>k__BackingField");
        self.members.retain(|(n, _)| *n != name);
        self.with(property, value)
    }
}

/// A list of numbers as .NET grows it: with more room than it needs.
pub fn doubles(values: &[f64]) -> Value {
    let room = values.len().next_power_of_two().max(4);
    Value::List(Box::new(Value::Doubles(values.to_vec(), room)), values.len())
}

/// A list of objects.
pub fn objects(items: Vec<Object>) -> Value {
    let (count, room) = (items.len(), items.len().next_power_of_two().max(4));
    Value::List(Box::new(Value::Objects(items, room)), count)
}

/// A channel.
#[derive(Clone, Debug)]
pub struct Channel {
    pub measure: i32,
    /// 0 number, 1 switch, 2 share of cuts, 3 integer.
    pub kind: i32,
    pub period_ms: i32,
    pub values: Vec<f64>,
    pub enabled: bool,
    pub group: i32,
    pub order: i32,
}

impl Channel {
    pub fn new(measure: i32, kind: i32, period_ms: i32, values: &[f64]) -> Self {
        Self { measure, kind, period_ms, values: values.to_vec(), enabled: true, group: 0, order: measure }
    }

    pub fn object(&self) -> Object {
        Object::new("FTManager_Bll.FTDatalogger.DataloggerChannel")
            .with(
                "ChannelValueType",
                Value::Enum("FTManager_Bll.DataloggerChannel+ChannelValueTypeEnum", self.kind),
            )
            .with("ChannelType", Value::Enum("FTManager_Bll.InSensor+MeasureTypeEnum", self.measure))
            .with("SampleRate", Value::Int(self.period_ms))
            .with("Values", doubles(&self.values))
            .with("Enable", Value::Bool(self.enabled))
            .with("Visible", Value::Bool(self.enabled))
            .with("Group", Value::Int(self.group))
            .with("Order", Value::Int(self.order))
            .with("MaxValue", Value::Double(8000.0))
            .with("ValOffset", Value::Double(0.0))
    }
}

/// A table of the calibration.
pub fn table(rows: &[f64], columns: &[f64], cell: impl Fn(usize, usize) -> f64) -> Object {
    let dictionary = |entries: Vec<(f64, Value)>| {
        let mut object = Object::new("FTManager_Bll.Util.SerializableDictionary`2[[System.Double]]")
            .raw("ItemCount", Value::Int(entries.len() as i32));
        for (i, (key, value)) in entries.into_iter().enumerate() {
            object = object.raw(&format!("Key_{i}"), Value::Double(key)).raw(&format!("Val_{i}"), value);
        }
        object
    };
    let line = |row: usize| {
        dictionary(columns.iter().enumerate().map(|(c, x)| (*x, Value::Double(cell(row, c)))).collect())
    };
    let lines = rows.iter().enumerate().map(|(r, y)| (*y, Value::Object(line(r)))).collect();
    Object::new("FTManager_Bll.FTAdjust.Tables.Generic.EcuTable")
        .with("Linhas", doubles(rows))
        .with("Colunas", doubles(columns))
        .with("Tabela", Value::Object(dictionary(lines)))
}

/// A log with two periods, a switch, an integer, and a calibration with two tables.
pub fn sample() -> Object {
    let rpm: Vec<f64> = (0..50).map(|k| 900.0 + f64::from(k) * 10.0).collect();
    let channels = vec![
        Channel::new(24, 0, 20, &rpm),
        Channel::new(1, 0, 20, &[-0.5; 50]),
        Channel::new(343, 0, 10, &[0.25; 100]),
        Channel::new(5008, 1, 20, &[1.0; 50]),
        Channel { enabled: false, ..Channel::new(5047, 3, 20, &[2.0; 49]) },
    ];
    log(&channels, Some(calibration()))
}

/// The calibration of the sample.
pub fn calibration() -> Object {
    let ns = |name: &str| format!("FTManager_Bll.FTAdjust.{name}");
    let injection = Object::new(&ns("Injection.InjectionTables"))
        .with("Inj_FastAdjust_A", Value::Double(1.5))
        .with(
            "Inj_MainMap_A_Table",
            Value::Object(table(&[1000.0, 3000.0, 5000.0], &[-1.0, 0.0], |r, c| (r * 10 + c) as f64)),
        )
        .with(
            "Inj_AuxEngTemp_Table",
            Value::Object(table(&[1.0], &[0.0, 40.0, 90.0], |_, c| 30.0 - 15.0 * c as f64)),
        )
        .with("Inj_CylinderTrim_LoMap_Table", Value::Null);
    let flags = Object::new(&ns("Configuration.EngineFlagsType")).with("BankA_Enabled", Value::Bool(true));
    Object::new(&ns("Adjust"))
        .raw("_productID", Value::Int(600))
        .with("Versao_ECU", Value::Int(43_200))
        .with("Index", Value::Int(2))
        .with("SERIAL", Value::Text("c2VjcmV0IHNlcmlhbA==".to_owned()))
        .with("Name", Value::Text("Acerto pista".to_owned()))
        .with(
            "Config",
            Value::Object(
                Object::new(&ns("Configuration.Config"))
                    .with("InjDeadTime_A", Value::Double(1.0))
                    .with("MaxRPM", Value::Int(7000))
                    .with("EngineFlags", Value::Object(flags)),
            ),
        )
        .with("InjTables", Value::Object(injection))
        .with(
            "Interface",
            Value::Object(
                Object::new(&ns("Interface.InterfaceSettings"))
                    .with("UnitPress", Value::Int(0))
                    .with("UnitTemp", Value::Int(0))
                    .with("UnitPower", Value::Int(2))
                    .with("FuelFlowUnit", Value::Text("lb/h".to_owned())),
            ),
        )
        .with(
            "SecurityConfig",
            Value::Object(
                Object::new(&ns("Security.SecurityConfig"))
                    .with("Security_Tuner_Password", Value::Text("top secret".to_owned())),
            ),
        )
}

/// A log file's object.
pub fn log(channels: &[Channel], calibration: Option<Object>) -> Object {
    let times = Object::new("FTManager_Bll.FTDatalogger.DataloggerFileTimes")
        .with("Driver", Value::Text("Fulano de Tal".to_owned()))
        .with("TrackTemp", Value::Text("31,5".to_owned()))
        .with("EcuInfo", Value::Text("FT600 SFI  (4.32.00)".to_owned()))
        .with("MapInfo", Value::Text("Ajuste #3: Acerto pista".to_owned()))
        .with("SessionSequence", Value::Int(4))
        // 2024-03-09T14:05:06, meant as local time.
        .with("DateSession", Value::Date(i64::MIN + 638_455_899_060_000_000));
    let info = Object::new("FTManager_Bll.FTDatalogger.DataloggerFileInfo")
        .with("Nome", Value::Text("C:\\Users\\fulano\\log.ftml".to_owned()));
    Object::new("FTManager_Bll.FTDatalogger.DataloggerFile")
        .with("SW_Version", Value::Text("5.41".to_owned()))
        .with("FileVersion", Value::Int(39))
        .with("FileInfo", Value::Object(info))
        .with("Times", Value::Object(times))
        .with("ChannelsCount", Value::Int(channels.len() as i32))
        .with("Channels", objects(channels.iter().map(Channel::object).collect()))
        .with("StartTime", Value::Double(0.0))
        .with("EndTime", Value::Double(0.5))
        .with("LogStream", Value::Bytes(vec![0xAA; 300]))
        .with("Adjust", calibration.map_or(Value::Null, Value::Object))
}

/// The file of an object: the stream, packed.
pub fn file(root: Object) -> Vec<u8> {
    pack(&stream(root))
}

/// Packs a stream as FTManager does.
pub fn pack(stream: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec(stream, 6)
}

/// The unpacked stream of an object.
pub fn stream(root: Object) -> Vec<u8> {
    let mut writer = Writer::default();
    let root_id = writer.queue(Item::Object(root));
    writer.byte(0);
    for number in [root_id, -1, 1, 0] {
        writer.int(number);
    }
    writer.byte(12);
    writer.int(LIBRARY);
    writer.text("FTManager_Bll, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null");
    while let Some((id, item)) = writer.queue.pop_front() {
        writer.item(id, item);
    }
    writer.byte(11);
    writer.bytes
}

const LIBRARY: i32 = 2;

enum Item {
    Object(Object),
    Doubles(Vec<f64>, usize),
    Objects(Vec<Object>, usize),
    Bytes(Vec<u8>),
}

/// Writes objects one after the other, each behind the one that names it.
#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
    ids: i32,
    queue: VecDeque<(i32, Item)>,
    /// Classes that were told, by name and members.
    told: BTreeMap<(String, Vec<String>), i32>,
}

impl Writer {
    fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    fn int(&mut self, number: i32) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        let mut length = text.len();
        while length >= 0x80 {
            self.byte(length as u8 | 0x80);
            length >>= 7;
        }
        self.byte(length as u8);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn next_id(&mut self) -> i32 {
        self.ids += 1;
        self.ids + LIBRARY
    }

    fn queue(&mut self, item: Item) -> i32 {
        let id = self.next_id();
        self.queue.push_back((id, item));
        id
    }

    fn item(&mut self, id: i32, item: Item) {
        match item {
            Item::Object(object) => self.object(id, object),
            Item::Doubles(values, room) => {
                self.byte(15);
                self.int(id);
                self.int(room as i32);
                self.byte(6);
                for i in 0..room {
                    let value = values.get(i).copied().unwrap_or(0.0);
                    self.bytes.extend_from_slice(&value.to_le_bytes());
                }
            }
            Item::Bytes(bytes) => {
                self.byte(15);
                self.int(id);
                self.int(bytes.len() as i32);
                self.byte(2);
                self.bytes.extend_from_slice(&bytes);
            }
            Item::Objects(items, room) => {
                self.byte(7);
                self.int(id);
                self.byte(0);
                self.int(1);
                self.int(room as i32);
                self.byte(4);
                self.text("FTManager_Bll.Item");
                self.int(LIBRARY);
                let left = room - items.len();
                for item in items {
                    let id = self.queue(Item::Object(item));
                    self.byte(9);
                    self.int(id);
                }
                if left > 0 {
                    self.byte(13);
                    self.byte(left as u8);
                }
            }
        }
    }

    fn object(&mut self, id: i32, object: Object) {
        let names: Vec<String> = object.members.iter().map(|(n, _)| n.clone()).collect();
        let shape: Vec<String> = object.members.iter().map(|(n, v)| format!("{n}:{}", kind(v).0)).collect();
        if let Some(told) = self.told.get(&(object.class.clone(), shape.clone())) {
            let told = *told;
            self.byte(1);
            self.int(id);
            self.int(told);
        } else {
            self.told.insert((object.class.clone(), shape), id);
            self.byte(5);
            self.int(id);
            self.text(&object.class);
            self.int(names.len() as i32);
            for name in &names {
                self.text(name);
            }
            for (_, value) in &object.members {
                self.byte(kind(value).0);
            }
            for (_, value) in &object.members {
                match kind(value) {
                    (0, of) => self.byte(of),
                    (4, _) => {
                        self.text("FTManager_Bll.Part");
                        self.int(LIBRARY);
                    }
                    _ => {}
                }
            }
            self.int(LIBRARY);
        }
        for (_, value) in object.members {
            self.member(value);
        }
    }

    fn member(&mut self, value: Value) {
        match value {
            Value::Null => self.byte(10),
            Value::Bool(on) => self.byte(u8::from(on)),
            Value::Int(number) => self.int(number),
            Value::Double(number) => self.bytes.extend_from_slice(&number.to_le_bytes()),
            Value::Date(bits) => self.bytes.extend_from_slice(&bits.to_le_bytes()),
            Value::Text(text) => {
                let id = self.next_id();
                self.byte(6);
                self.int(id);
                self.text(&text);
            }
            Value::Enum(class, number) => {
                let id = -self.next_id();
                self.object(id, Object::new(class).raw("value__", Value::Int(number)));
            }
            Value::List(array, size) => {
                let list = Object::new("System.Collections.Generic.List`1[[System.Double]]")
                    .raw("_items", *array)
                    .raw("_size", Value::Int(size as i32))
                    .raw("_version", Value::Int(1));
                self.reference(Item::Object(list));
            }
            Value::Object(object) => self.reference(Item::Object(object)),
            Value::Doubles(values, room) => self.reference(Item::Doubles(values, room)),
            Value::Objects(items, room) => self.reference(Item::Objects(items, room)),
            Value::Bytes(bytes) => self.reference(Item::Bytes(bytes)),
        }
    }

    fn reference(&mut self, item: Item) {
        let id = self.queue(item);
        self.byte(9);
        self.int(id);
    }
}

/// How a member is told: the kind of its type, and the primitive.
fn kind(value: &Value) -> (u8, u8) {
    match value {
        Value::Bool(_) => (0, 1),
        Value::Int(_) => (0, 8),
        Value::Double(_) => (0, 6),
        Value::Date(_) => (0, 13),
        Value::Text(_) => (1, 0),
        Value::Enum(..) => (4, 0),
        _ => (2, 0),
    }
}

/// A log whose calibration has a main fuel table of 8 by 6, an ignition table, and boost gear by gear: enough tables for a
/// list to stand in groups.
pub fn tuned() -> Object {
    let rpm: Vec<f64> = (0..200).map(|k| 900.0 + f64::from(k) * 25.0).collect();
    let channels = [
        Channel::new(24, 0, 20, &rpm),
        Channel::new(1, 0, 20, &[-0.4; 200]),
        Channel::new(343, 0, 20, &[0.9; 200]),
    ];
    let ns = |name: &str| format!("FTManager_Bll.FTAdjust.{name}");
    let speeds: Vec<f64> = (1..=8).map(|k| f64::from(k) * 1000.0).collect();
    let pressures = [-0.9, -0.6, -0.3, 0.0, 0.5, 1.0];
    let main = table(&speeds, &pressures, |r, c| 2.0 + r as f64 * 0.25 + c as f64);
    let ignition = table(&speeds, &pressures, |r, c| 12.0 + r as f64 * 2.0 - c as f64);
    let retard = table(&[1.0, 2.0, 3.0], &[2000.0, 6000.0], |r, _| -(r as f64));
    let mut functions =
        Object::new(&ns("Functions.FuncTables")).with("Func_GearRetard_NEW_Table", Value::Object(retard));
    for gear in 1..=10 {
        for (along, points) in [("RPM", [3000.0, 7000.0]), ("Time", [0.0, 1.5])] {
            let duty = table(&[1.0], &points, |_, c| f64::from(gear) * 5.0 + c as f64 * 10.0);
            functions = functions.with(&format!("Boost_Gear{gear}_{along}_Table"), Value::Object(duty));
        }
    }
    let injection =
        Object::new(&ns("Injection.InjectionTables")).with("Inj_MainMap_A_Table", Value::Object(main)).with(
            "Inj_AuxEngTemp_Table",
            Value::Object(table(&[1.0], &[0.0, 40.0, 90.0], |_, c| 30.0 - 15.0 * c as f64)),
        );
    let tables =
        Object::new(&ns("Ignition.IgnitionTables")).with("Ign_MainMap_Table", Value::Object(ignition));
    for name in [
        "Func_IdleTargetRPM_Table",
        "Func_IdlePostStartRPM_Table",
        "HardCut_RPM_Table",
        "Func_TimeBasedRevLimiter_Table",
    ] {
        let curve = table(&[1.0], &[0.0, 50.0], |_, c| 1000.0 - 100.0 * c as f64);
        functions = functions.with(name, Value::Object(curve));
    }
    let adjust = calibration()
        .but("InjTables", Value::Object(injection))
        .with("IgnTables", Value::Object(tables))
        .with("FuncTables", Value::Object(functions));
    log(&channels, Some(adjust))
}
