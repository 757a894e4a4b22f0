//! The first inputs of each target, made by what the tests make their files with: no real log is among them.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use fueltune_analyzer::engine::import::{ImportOptions, Importer};
use xxhash_rust::xxh3::xxh3_64;

use crate::brands::{BRANDS, HALTECH, MOTEC, VCDS, ZEITRONIX};
use crate::ftml;
use crate::link_file;
use crate::mlg_file::{Log, bits, figure, scaled, simple};
use crate::motec_file::{self, Channel, int16};
use crate::packed_file::gzip;

/// What FTManager, BlueDriver, VCDS in German and the reader for the rest read, beside the logs of the brands.
const TEXTS: &[&str] = &[
    "TIME,RPM,TPS,MAP,Sonda_Geral,2-step,Temp._do_motor,Marcha\n0.010,900,1.5,-0.62,0.980,OFF,85.0,0\n\
     0.050,910,1.5,-0.61,0.975,OFF,85.0,0\n0.090,4900,99.5,1.21,0.820,ON,-20.0,3\n",
    "TIME;RPM;MAP;Sonda_Geral\r\n0,010;900;-0,62;0,980\r\n0,050;910;-0,61;0,975\r\n",
    "Sonntag,30,November,2025,10:53:42:16365-VCID:3,VCDS Version: DRV\n4G0,ADVMB,3.0BTD,\n,,G004,F0,G026,F0,\n\n\
     Markierung,Zeit,Loc. IDE00021,Zeit,Loc. IDE00026,\n,MARKE,Motordrehzahl,MARKE,Ladedruck,\n,, /min,, mbar,\n\
     ,0.16,1483,0.16,1062.4,\n,0.48,1490,0.48,1100,\n",
    "Time (s),Engine Speed (rpm),Manifold Pressure (psi),Coolant (°F),AFR,Throttle [%],Oil Pressure (kPa),Gear,Fan\n\
     0.0,900,5.5,180,14.7,2,300,N,ON\n0.1,1000,6,181,,3,310,1,OFF\n0.2,1100,NaN,182,12.5,4,320,2,OFF\n\
     MARK 001 - here\n0.3,1200,1e3,-40,11.9,5,-,2nd,OFF\n",
    "timestamp;Drehzahl;Ladedruck;Kühlmitteltemperatur;Zündung\n23:59:59.900;800;0,9;90;12\n00:00:00.000;820;1,0;90;12,5\n",
    "Date Time,Rotação,Pressão do óleo,Temperatura da água,Sonda,Velocidade (km/h)\n\
     2024-03-01 10:00:00.0,900,3,80,0.9,0\n2024-03-01 10:00:00.1,950,3.1,80,0.91,1\n",
];

/// A small log of every text format.
pub fn texts() -> Vec<Vec<u8>> {
    let brands = BRANDS.iter().map(|(_, text, ..)| *text);
    let all = brands.chain([HALTECH, VCDS, ZEITRONIX, MOTEC]).chain(TEXTS.iter().copied());
    let mut files: Vec<Vec<u8>> = all.map(|t| t.as_bytes().to_vec()).collect();
    let letters = "\u{feff}BlueDriver Data Log\nAug 17, 2025\nTime(s), Engine RPM (rpm), Coolant Temp (°F), \n\
                   0.00, 900, 158, \n0.40, 950, , \n";
    files.push(letters.encode_utf16().flat_map(u16::to_le_bytes).collect());
    files.push(b"Time,Temp \xb0C,RPM\n0.0,80,900\n0.1,81,910\n".to_vec());
    files
}

/// MLG logs of both versions with every kind of field and block.
pub fn mlgs() -> Vec<Vec<u8>> {
    let mut all = vec![simple(1, 5).bytes, simple(2, 5).bytes, simple(2, 0).bytes];
    for version in [1, 2] {
        let fields = [
            figure("Time", "s", 7),
            scaled("AFR", "AFR", 0, 0.1, 0.0),
            bits("State", 16, 5, &["Fan", "x", ""]),
            figure("RPM", "rpm", 2),
            scaled("Counter", "", 6, 1e6, -3.0),
        ];
        let mut log = Log::new(version, &fields, TUNE);
        for row in 0..4u8 {
            let mut record = (f32::from(row) / 16.0).to_be_bytes().to_vec();
            record.extend([147, row, 3, 132, 0, 0, 0, 0, 0, 0, 0, row]);
            log.record(u16::from(row) * 6250, &record);
            log.marker("MARK 001 - x");
        }
        log.counter = log.counter.wrapping_add(3);
        log.bytes.extend([9, 9, 9]);
        all.push(log.bytes);
    }
    all
}

/// What is pasted: FTManager's, with axes, with decimal commas, by blanks.
const PASTED: &[&str] = &[
    "0.860\t0.840\t0.790\n0.850\t0.830\t0.780\n",
    "RPM\\MAP;-0,5;0;1\n1000;1,5;2;3\n2000;2;3;4,5\n",
    "rpm,0.3,1\r\n1000,1.5,2\r\n2000,2,3\r\n",
    "  12.5   13.0\n  14.0   15.5\n",
    "8;12;14\n9;4;3\n",
];

const TABLE_FILES: &[&str] = &[
    "<?xml version=\"1.0\"?>\n<tableData xmlns=\"http://www.EFIAnalytics.com/:table\">\n<table cols=\"2\" rows=\"2\">\n\
     <xAxis cols=\"2\" name=\"rpm\">\n 1000 \n 5000 \n</xAxis>\n<yAxis name=\"fuelLoad\" rows=\"2\">\n 40 \n 100 \n</yAxis>\n\
     <zValues cols=\"2\" rows=\"2\">\n 14.7 14.0 \n 12.5 12.0 \n</zValues>\n</table>\n</tableData>\n",
    "{\"format\":\"fueltune-tables\",\"version\":1,\"tables\":[{\"vehicle\":null,\"table\":{\"info\":{\"name\":\"t\",\"kind\":\"Dwell\"},\
     \"x\":{\"channel\":\"Battery\",\"unit\":\"V\",\"points\":[8.0,14.0],\"enabled\":[true,true]},\"y\":null,\"unit\":\"ms\",\
     \"cells\":[4.0,2.5],\"locked\":[]}}]}",
    "{\"map_type\":\"tps_compensation_2d\",\"axis_values\":[0,50,75,100],\"values\":[1,2,3],\"enabled\":[true,true,false,true]}",
];

const DEFINITION: &str = "[TableEditor]\n table = veTable1Tbl, veTable1Map, \"VE Table\", 1 ; a note\n xBins = rpmBins, rpm\n\
     yBins = fuelLoadBins, fuelLoad\n zBins = veTable\n[CurveEditor]\n curve = warm, \"Warm-up\"\n xBins = tempBins, clt\n yBins = warmBins\n";

const TUNE: &str = r#""speeduino 202501: Speeduino 2025.01"
"Capture Date: Sun Aug 16 16:50:10 CEST 2020"

<?xml version="1.0" encoding="ISO-8859-1"?>
<msq xmlns="http://www.msefi.com/:msq"><bibliography author="TunerStudio"/><versionInfo signature="speeduino 202501"/>
<page number="1"><constant name="stoich" units=":1">14.7</constant>
<constant cols="2" name="veTable" rows="2" units="%">40 50
60 70</constant><constant name="rpmBins" rows="2" units="RPM">500 6000</constant>
<constant name="fuelLoadBins" rows="2" units="kPa">20 100</constant>
<constant cols="2" name="afrTable" rows="2" units="AFR">14.7 14 13 12.5</constant>
<constant name="rpmBinsAFR" rows="2">500 6000</constant><constant name="loadBinsAFR" rows="2">20 100</constant>
</page></msq>
"#;

pub fn motecs() -> Vec<Vec<u8>> {
    let log = motec_file::log(&[
        Channel {
            multiplier: 6,
            scale: 10,
            decimals: -1,
            ..int16("Engine RPM", "rpm", 10, &[150, 151, 500])
        },
        Channel { decimals: 3, ..int16("Lambda 1", "LA", 20, &[900, 905, 910, 915]) },
        Channel {
            kind: (7, 4),
            samples: [1.25f32, -2.0].iter().flat_map(|x| x.to_le_bytes()).collect(),
            ..int16("Damper", "", 2, &[])
        },
        Channel { kind: (7, 2), samples: vec![0, 0x3C, 0, 0xC0], ..int16("Half", "C", 2, &[]) },
    ]);
    vec![log, motec_file::log(&[int16("Gear", "", 1, &[1, 2, 3])])]
}

pub fn links() -> Vec<Vec<u8>> {
    let mut file = link_file::head("1/14/2022", "6:22:19 PM");
    file.extend(link_file::marker("ECU Reconnected", 0.51));
    file.extend(link_file::channel("Engine Speed", "RPM", &[(-0.5, 900.0), (0.5, 905.0), (0.52, 1200.0)]));
    file.extend(link_file::channel("MAP", "Pressure", &[(-0.5, 35.0), (0.52, 101.0)]));
    vec![file]
}

/// Streams of FuelTech's native log: a whole one, and one so small that most of it matters.
pub fn streams() -> Vec<Vec<u8>> {
    let rpm: Vec<f64> = (0..6).map(|k| 900.0 + f64::from(k)).collect();
    let small =
        ftml::log(&[ftml::Channel::new(24, 0, 20, &rpm), ftml::Channel::new(5008, 1, 10, &[1.0; 6])], None);
    vec![ftml::stream(ftml::sample()), ftml::stream(small)]
}

/// A stream in raw DEFLATE without being compressed.
pub fn stored(stream: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(stream.len() + 16);
    let mut chunks = stream.chunks(0xFFFF).peekable();
    loop {
        let chunk = chunks.next().unwrap_or_default();
        let last = chunks.peek().is_none();
        let length = chunk.len() as u16;
        out.push(u8::from(last));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend_from_slice(chunk);
        if last {
            return out;
        }
    }
}

/// A log of every format.
pub fn any_log() -> &'static [Vec<u8>] {
    static LOGS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    LOGS.get_or_init(|| {
        let packed = streams().iter().map(|s| ftml::pack(s)).collect();
        [texts(), mlgs(), motecs(), links(), packed].concat()
    })
}

/// The names of a log's columns, its time included.
pub fn names_of(log: &[u8]) -> Vec<String> {
    let mut importer = Importer::new(ImportOptions::default());
    let read = importer.feed(log).and_then(|()| importer.finish());
    let mut names = vec!["Time".to_owned()];
    if let Ok(log) = read {
        names.push(log.info.time.column);
        names.extend(log.columns.into_iter().map(|c| c.name));
    }
    names
}

/// The first inputs of a target.
fn of(target: &str) -> Vec<Vec<u8>> {
    let text = |t: &str| t.as_bytes().to_vec();
    match target {
        "text" => texts(),
        "gzip" => texts().into_iter().flat_map(|t| [gzip(&t, None), t]).chain(mlgs()).collect(),
        "ftml" => streams().iter().flat_map(|s| [ftml::pack(s), stored(s)]).collect(),
        "nrbf" => streams(),
        "mlg" => mlgs(),
        "mlg_blocks" => {
            vec![(0..200).collect(), vec![0x55; 120], vec![1, 3, 0, 7, 0, 1, 64, 9, 1, 130, 2, 0, 4, 8]]
        }
        "tune" => vec![text(TUNE)],
        "tune_file" => vec![text(TUNE), [TUNE, "\0", DEFINITION].concat().into_bytes()],
        "table_text" => PASTED.iter().map(|t| text(t)).collect(),
        "table_file" => PASTED.iter().chain(TABLE_FILES).map(|t| text(t)).collect(),
        "motec" => motecs(),
        "link" => links(),
        "cells" => CELLS.iter().map(|c| text(c)).collect(),
        "names" => texts().iter().map(|t| names_of(t).join("\n").into_bytes()).collect(),
        "choices" => {
            (0..=255u8).step_by(5).map(|b| (0..64).map(|i: u8| i.wrapping_mul(b) ^ b).collect()).collect()
        }
        "vehicles" => vec![text(VEHICLES)],
        "stored" => {
            (0..12u8).map(|n| (0..100).map(|i: u8| [n, 4, i][usize::from(i.min(2))]).collect()).collect()
        }
        "long" => texts().iter().map(|t| long(t)).collect(),
        _ => Vec::new(),
    }
}

/// A log as head and body: its last three lines are what comes again.
fn long(text: &[u8]) -> Vec<u8> {
    let ends: Vec<usize> =
        text.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(i, _)| i + 1).collect();
    let at = ends.len().checked_sub(3).map_or(0, |i| ends[i]);
    [&text[..at], b"\0", &text[at..]].concat()
}

const CELLS: &[&str] = &[
    "1.5\n-0.25\n1000000\n123456.789\n0\n.5\n5.\n+3\n-0.0",
    "1e5\n1E-3\nNaN\nInf\n-inf\n1.#QNAN\n-\n--\nnull\nN/A",
    "ON\nOFF\nsim\nnão\nein\naus\nCL - Normal\n2nd\nN\nR",
    "12:34:56\n12:34:56.789\n23:59:59.9\n00:00:00\n72:4354:29.928\n1:02.5",
    "2024-03-01 10:00:00.5\n05/12/2018 17:42:00\n23-Feb-2022 06:34:27.403\n05.12.2018 17:42\n2024-03-01T10:00:00Z",
    "16777217\n9007199254740993\n1.7976931348623157e308\n4.9e-324\n340282350000000000000000000000000000000",
    "é\nλ\n°C\n🏁\n\u{a0}1",
];

const VEHICLES: &str =
    r#"{"format":"fueltune-vehicles","version":1,"vehicles":[{"id":"a","vehicle":{"name":"Gol"}}]}"#;

/// Words that lead deeper than chance does.
fn dictionary() -> Vec<&'static [u8]> {
    let words: &[&[u8]] = &[
        b"TIME",
        b"Time (s)",
        b"MARK 001",
        b"Channel : ",
        b"Type : Pressure",
        b"[Channel Data]",
        b"%DataLog%",
        b"AP Info:",
        b"Session:",
        b"Zeit",
        b"MARKE",
        b"TimeStamp",
        b"Log started at: ",
        b"NaN",
        b"-2147483637",
        b"65535",
        b"23:59:59.999",
        b"\"",
        b"\r\n",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"1e308",
        b"(psi)",
        b"[bar]",
        b"(%)",
        b"cols=\"",
        b"rows=\"",
        b"<constant name=\"",
        b"_items",
        b"_size",
        b"MLVLG\0",
    ];
    words.to_vec()
}

/// Writes the first inputs of a target, and a dictionary beside them, into the folder that `FUELTUNE_SEEDS` names, where
/// one is named: a program of its own could not be linked with what counts the coverage.
pub fn write(target: &str) {
    let Some(folder) = std::env::var_os("FUELTUNE_SEEDS").map(PathBuf::from) else { return };
    let place = folder.join(target);
    let written = fs::create_dir_all(&place).and_then(|()| {
        for seed in of(target) {
            fs::write(place.join(format!("seed-{:016x}", xxh3_64(&seed))), seed)?;
        }
        let escaped = |word: &&[u8]| word.iter().map(|b| format!("\\x{b:02X}")).collect::<String>();
        let lines: Vec<String> = dictionary().iter().map(|word| format!("\"{}\"\n", escaped(word))).collect();
        fs::write(folder.join("dictionary"), lines.concat())
    });
    written.unwrap_or_else(|error| panic!("{}: {error}", place.display()));
}
