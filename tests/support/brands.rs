//! Small logs as each brand writes them, made up.

#![allow(dead_code, reason = "not every suite needs all of it")]

use fueltune_analyzer::engine::channels::ChannelId::{self, *};

/// A made log: its format, its text, rows, seconds from first to last row, and figures of the last row in the base unit.
pub type Case = (&'static str, &'static str, usize, f64, &'static [(ChannelId, f64)]);

const PSI: f64 = 0.068_947_57;
const MPH: f64 = 1.609_344;

pub const BRANDS: &[Case] = &[
    (
        "tunerstudio-msl",
        "###\"speeduino 202501: Speeduino 2025.01\"\n\"Capture Date: Tue Mar 03 08:09:10 BRT 2026\"\n#\n\
         Time\tSecL\tRPM\tMAP\tAFR\tLambda\tCLT\tPW\n\tsec\trpm\tkpa\tO2\t\t°C\tms\n\
         0.000\t1\t900\t40\t14.7\t1.000\t80\t2.1\nMARK 000 - start - Tue Mar 03 08:09:11 BRT 2026\n\
         0.066\t1\t910\t41\t14.8\t1.007\t80\t2.2\nMARK 001\n0.132\t1\t920\t42\t14.9\t1.014\t81\t2.3\n",
        3,
        0.132,
        &[(Rpm, 920.0), (MapAbs, 0.42), (Lambda1, 1.014), (Coolant, 81.0), (Pw1, 2.3)],
    ),
    (
        "mlg-csv",
        "\"Time\";\"SecL\";\"RPM\";\"MAP\";\"AFR\";\"\"\n\"s\";\"sec\";\"rpm\";\"kpa\";\"O2\";\"bits\"\n\
         0.000;1;900;40;14.7;0\n0.050;1;950;50;13.23;1",
        2,
        0.05,
        &[(Rpm, 950.0), (MapAbs, 0.5), (Lambda1, 0.9)],
    ),
    (
        "hptuners-vcm",
        "HP Tuners CSV Log File\r\nVersion: 1.0\r\n\r\n[Log Information]\r\nCreation Time: 25/12/2025 7:52:11 PM\r\n\
         Notes: \r\n\r\n[Channel Information]\r\n0,12,11,3,14\r\nOffset,Engine RPM (SAE),Intake Manifold Absolute \
         Pressure (SAE),Fuel System #1 Status (SAE),Engine Coolant Temp (SAE)\r\ns,rpm,psi,,°F\r\n\r\n[Channel Data]\r\n\
         0.100,700,10,OL,212\r\n0.125,710,,CL - Normal,\r\n0.150,720,14.5037738,CL - Normal,212\r\n",
        3,
        0.05,
        &[(Rpm, 720.0)],
    ),
    (
        "cobb-accessport",
        "Time (sec),RPM (RPM),Boost (PSI),Coolant Temp (F),AF Sens 1 Ratio (AFR),AP Info:[AP3 v1][car][map]\n\
         0.000,800,-9.5,194,14.70,0\n0.052,810,10,194,11.025,0\n",
        2,
        0.052,
        &[(Rpm, 810.0), (MapGauge, 10.0 * PSI), (Coolant, 90.0), (Lambda1, 0.75)],
    ),
    (
        "ecutek-proecu",
        "\u{feff}Time,Engine Speed (RPM),Manifold Absolute Pressure (Bar) (Bar),Fuel System Status (),AFR (AFR)\r\n\
         31,800,0.4,2,14.7\r\n125,820,0.41,2,14.7\r\n219,840,1.2,2,12.495\r\n",
        3,
        0.188,
        &[(Rpm, 840.0), (MapAbs, 1.2), (Lambda1, 0.85)],
    ),
    (
        "romraider",
        "Time (msec);Engine Speed (rpm);Manifold Absolute Pressure (bar);PLX O2 - Wideband (Lambda)\r\n\
         0;800;0,38;0,98\r\n200;810;0,40;0,99\r\n",
        2,
        0.2,
        &[(Rpm, 810.0), (MapAbs, 0.4), (Lambda1, 0.99)],
    ),
    (
        "mhd",
        "\u{feff}Time,Boost (PSI),Coolant (*C),IAT (*C),Lambda bank 1 (AFR),RPM (rpm),Throttle Position (*),MHD version 1.7 X\n\
         47.705,0,38,8,14.68,720,5.6,0\n47.795,5,39,9,14.7,730,5.7,0\n",
        2,
        0.09,
        &[
            (MapGauge, 5.0 * PSI),
            (Coolant, 39.0),
            (IntakeAir, 9.0),
            (Lambda1, 1.0),
            (Rpm, 730.0),
            // Its sign of degrees is wrong here.
            (Tps, 5.7),
        ],
    ),
    (
        "jb4",
        "Firmware,Interface,Engine,,\r\n4/15,JB4,N55,,\r\nBoostSafety,PID Gain,FUA,,\r\n28,10,0,,\r\n\
         timestamp,rpm,target,boost,iat,wgdc,afr,map,mph\r\n50,3000,10,8,77,40,14.7,1,50\r\n52,3100,12,10,77,45,11.76,1,60\r\n",
        2,
        0.2,
        &[
            (Rpm, 3100.0),
            (BoostTarget, 12.0 * PSI),
            (MapGauge, 10.0 * PSI),
            (IntakeAir, 25.0),
            (MapSlot, 1.0),
            (Speed, 60.0 * MPH),
        ],
    ),
    (
        "me7logger",
        "\n####\nLogfile created by ME7-Logger v1.20 (c)\n\nLog started at:  22.02.2014 17:47:01.046\n\n\
         TimeStamp, nmot_w    , pvdkds_w  , plsol_w   , wdkba     , wped_w    , zwout     \n\
         \x20 sec.ms , rpm       , mbar      , mbar      , DK        , PED       , °KW       \n\
         \"TIME\",\"EngineSpeed\",\"BoostPressureActual\",\"BoostPressureDesired\",\"ThrottlePlateAngle\",\"AccelPedalPosition\",\"IgnitionTimingAngleOverall\"\n\
         \x20   0.000, 2500      , 1000      , 1013.25   , 10        , 12        , 20        \n\
         \x20   0.050, 2600      , 1800.5    , 2013.25   , 50.5      , 60        , 12.75     \n\
         \x20   0.100, 2700      , 1900      , 2113.25   ",
        3,
        0.1,
        &[(Rpm, 2700.0), (MapAbs, 1.9), (BoostTarget, 1.1)],
    ),
    (
        "winlog",
        "WinLog 14point7 v1.1\rlogtime, TimeStamp, nmot_w, pvdks_w, wdkba\r51, 87.07,1700,1056.05,13.7\r100, 87.13,1750,1060,14\r",
        2,
        0.06,
        &[(Rpm, 1750.0), (MapAbs, 1.06), (Tps, 14.0)],
    ),
    (
        "ecux",
        "\"TIME\",\"RPM\",\"BoostPressureDesired\",\"BoostPressureActual\",\"MassAirFlow\",\"EGTbank1\"\r\n\
         \"70\",\"2600\",\"1500\",\"1400\",\"50.5\",\"700\"\r\n\"140\",\"2700\",\"1513.25\",\"1450\",\"60.5\",\"710\"\r\n",
        2,
        0.07,
        &[(Rpm, 2700.0), (BoostTarget, 0.5), (MapAbs, 1.45), (Maf, 60.5), (Egt1, 710.0)],
    ),
    (
        "logworks",
        "Session: Session 1,,,\r\ntime,LC1_O2WB,RPM,Oil_Press\r\n(sec),(AFR),(RPM),(PSI)\r\n0.00000,14.7,1000,50\r\n0.08192,13.23,1100,60\r\n",
        2,
        0.081_92,
        &[(Lambda1, 0.9), (Rpm, 1100.0), (OilPressure, 60.0 * PSI)],
    ),
    (
        "swcomm",
        "\r\n*****\r\n**Log File Created by SWComm ECUTools - x**\r\n**Log Started 9/20/2019 2:45:00 PM**\r\n*****\r\n\r\n\
         TimeStamp,N,VS,TCO,MAP_MES,MAP_SP\r\nsec.ms,rpm,km/h,°C,hPa,hPa\r\nTIME,,,,,\r\n0.4,2000,45,90,344,1013.25\r\n0.5,2100,46,91,1500,2013.25\r\n",
        2,
        0.1,
        &[(Rpm, 2100.0), (Speed, 46.0), (Coolant, 91.0), (MapAbs, 1.5), (BoostTarget, 1.0)],
    ),
    (
        "simostools",
        "Time,Engine Speed (rpm),MAP SP (kPa),LTFT (%),IAT (°F),SimosTools [R1:X]\r\n610.6,2000,150,1.5,50,0\r\n610.7,2100,201.325,1.6,59,0\r\n",
        2,
        0.1,
        &[(Rpm, 2100.0), (BoostTarget, 1.0), (TrimLong, 1.6), (IntakeAir, 15.0)],
    ),
    (
        "torque-pro",
        "GPS Time, Device Time, Longitude, Latitude,GPS Speed (Meters/second),Engine RPM(rpm),Mass Air Flow Rate(cfm)\n\
         -,23-Feb-2022 06:34:27.400,-46.6,-23.5,-,-,-\nGPS Time, Device Time, Longitude, Latitude,GPS Speed (Meters/second),Engine RPM(rpm),Mass Air Flow Rate(cfm)\n\
         -,23-Feb-2022 06:34:28.400,-46.7,-23.6,10,900,30\n-,23-Feb-2022 06:34:29.400,-46.8,-23.7,20,1000,31\n",
        3,
        2.0,
        &[(GpsLon, -46.8), (GpsLat, -23.7)],
    ),
    (
        "obdlink",
        "\u{feff}# StartTime = 05/05/2023 04:17:36.1827 PM\nTime (sec), Vehicle speed (MPH), Engine RPM (RPM), Engine coolant temperature (°F)\n\
         0.000, 0, 700, 158\n0.500, 10, 900, 167\n",
        2,
        0.5,
        &[(Speed, 10.0 * MPH), (Rpm, 900.0), (Coolant, 75.0)],
    ),
    (
        "dragy",
        "Time, Speed (KMPH), Speed (MPH), Acceleration, Longitude, Latitude, Heading, Altitude,,,\n\
         -0.1,0,0,0,4.24,50.51,215.6,125.8,,,\n0,1.2,0.7,0.135,4.24,50.51,216.1,125.8,,,\n0.1,2.4,1.5,0.2,4.24,50.51,210.2,125.9,,,\n",
        3,
        0.2,
        &[(Speed, 2.4), (GLong, 0.2), (GpsAlt, 125.9), (GpsHeading, 210.2)],
    ),
    (
        "aim-csv",
        "\"Format\",\"AiM CSV File\"\n\"Session\",\"X\"\n\"Date\",\"25/04/2025\"\n\"Time\",\"15:50:07\"\n\"Sample Rate\",\"20\"\n\
         \"Beacon Markers\",\"1.5\",\"3.5\"\n\"Segment Times\",\"0:01.500\",\"0:02.000\"\n\n\
         \"Time\",\"GPS Speed\",\"RPM\",\"WT\",\"InlineAcc\"\n\"s\",\"km/h\",\"rpm\",\"C\",\"g\"\n\n\
         \"0.000\",\"10.0\",\"2000\",\"80\",\"0.1\"\n\"0.050\",\"11.0\",\"2100\",\"81\",\"0.2\"\n",
        2,
        0.05,
        &[(GpsSpeed, 11.0), (Rpm, 2100.0), (Coolant, 81.0), (GLong, 0.2)],
    ),
    (
        "crome",
        "Duration,\"Engine Speed (RPM)\",\"Manifold Pressure (mbar)\",\"VTEC\",\n\
         \"72:4354:29.928\",\"900\",\"400\",\"OFF\",\n\"72:4354:30.028\",\"950\",\"420\",\"OFF\",\n",
        2,
        0.1,
        &[(Rpm, 950.0), (MapAbs, 0.42)],
    ),
    (
        "projectlambda",
        "\u{feff}Time (s),Air/Fuel Sensor #1 (λ),Boost Target (kPa),Engine Speed (rpm)\n0.000,1.0,101.325,800\n0.080,0.8,201.325,900\n",
        2,
        0.08,
        &[(Lambda1, 0.8), (BoostTarget, 1.0), (Rpm, 900.0)],
    ),
    (
        "ecumaster-emu",
        "TIME\tengine/rpm\tsensors/map\tsensors/clt\tsensors/lambda1\n0,00\t900\t40,5\t80\t0,98\n0,02\t910\t\t\t\n0,04\t920\t41,5\t81\t0,99\n",
        3,
        0.04,
        &[(Rpm, 920.0)],
    ),
    (
        "m-tuner",
        "Time,Engine speed,Relative Load Setpoint,Ignition Angle Actual,Lambda Bank 1\r\n0.0,900,30,10,1.0\n0.1,950,31,11,0.9\r\n",
        2,
        0.1,
        &[(Rpm, 950.0), (IgnAdvance, 11.0), (Lambda1, 0.9)],
    ),
    (
        "evoscan",
        "LogID,LogEntryDate,LogEntryTime,LogEntrySeconds,RPM,TPS,AFR,KnockSum,Boost\n\
         1,2026-01-02,10:00:00.0,0.000,900,10,14.7,0,-10\n2,2026-01-02,10:00:00.1,0.110,950,90,11.76,3,14\n",
        2,
        0.11,
        &[(Rpm, 950.0), (Tps, 90.0), (Lambda1, 0.8), (KnockCount, 3.0)],
    ),
    (
        "volvologger",
        "Time (sec),Engine Speed (rpm),Boost Pressure (hPa),Throttle Pos (%),Vehicle Speed (km/h)\n0.00,900,400,5,0\n0.05,950,1500,60,10\n",
        2,
        0.05,
        &[(Rpm, 950.0), (MapAbs, 1.5), (Tps, 60.0), (Speed, 10.0)],
    ),
    (
        "link-csv",
        "Time (s),Engine Speed (rpm),MGP (kPa),MAP (kPa),TP (Main) (%),ECT (°C),Lambda 1 (λ)\n0.00,900,-60,40,3,80,1\n0.05,4000,100,201,90,81,0.82\n",
        2,
        0.05,
        &[(Rpm, 4000.0), (MapGauge, 1.0), (MapAbs, 2.01), (Tps, 90.0), (Coolant, 81.0), (Lambda1, 0.82)],
    ),
    (
        "holley",
        "Time,RPM,MAP,TPS,CTS,MAT,AFR Average,Target AFR,CL Comp,Ignition Timing,Fuel Flow\n\
         0.00,900,40,5,194,86,14.7,14.7,1,20,5\n0.05,5000,98,99,194,86,12.495,12.6,-2,32,200\n",
        2,
        0.05,
        &[
            (Coolant, 90.0),
            (IntakeAir, 30.0),
            (Lambda1, 0.85),
            (TrimCl, -2.0),
            (FuelFlow, 200.0 * 0.125_997_881),
        ],
    ),
    (
        "aem-csv",
        "Time (s),EngineSpeed (RPM),MAP (kPa),AirTemp (C),CoolantTemp (C),Lambda1 (λ),IgnTiming (deg)\n0.00,900,40,30,80,1,15\n0.05,4000,180,31,81,0.82,20\n",
        2,
        0.05,
        &[(Rpm, 4000.0), (MapAbs, 1.8), (IntakeAir, 31.0), (Lambda1, 0.82), (IgnAdvance, 20.0)],
    ),
    (
        "maxxecu",
        "MaxxECU MTune log\nTime (s);Engine speed (rpm);MAP (kPa);Lambda (λ)\n0,00;900;40,0;1,00\n0,05;4000;180,5;0,82\n",
        2,
        0.05,
        &[(Rpm, 4000.0), (MapAbs, 1.805), (Lambda1, 0.82)],
    ),
    (
        "emtron",
        "Emtron log\nTime (s),Engine Speed (rpm),ECT (°C),Lambda Bank 1 (λ)\n0.00,900,80,1\n0.05,4000,81,0.82\n",
        2,
        0.05,
        &[(Rpm, 4000.0), (Coolant, 81.0), (Lambda1, 0.82)],
    ),
    (
        "efilive",
        "Frame,Time,SAE.RPM,SAE.MAP,SAE.ECT,GM.KR\n1,0.00,900,40,80,0\n2,0.10,4000,98,81,2.5\n",
        2,
        0.1,
        &[(Rpm, 4000.0), (MapAbs, 0.98), (Coolant, 81.0), (KnockRetard, 2.5)],
    ),
    (
        "hondata",
        "Time,RPM,SPEED,MAP,CLV,TPS,INJ,IGN,IAT,ECT,STRIM,LTRIM,KRETARD,BAT\n0.00,900,0,35,20,2,2.5,15,30,80,1,2,0,14.1\n0.05,6000,90,98,80,99,12.5,28,31,81,-1,2,1,14.0\n",
        2,
        0.05,
        &[(Rpm, 6000.0), (Pw1, 12.5), (IgnAdvance, 28.0), (TrimShort, -1.0), (Battery, 14.0)],
    ),
    (
        "motec-csv",
        "\"Format\",\"MoTeC CSV File\",,,\"Workbook\",\"\"\n\"Venue\",\"X\"\n\"Log Date\",\"05.12.2018\"\n\"Log Time\",\"17:42:00\"\n\"Sample Rate\",\"50.000\",\"Hz\"\n\n\
         \"Time\",\"Engine RPM\",\"Engine Temp\",\"Ground Speed\"\n\"s\",\"rpm\",\"C\",\"km/h\"\n\n\"0.000\",\"900\",\"80\",\"10\"\n\"0.020\",\"950\",\"81\",\"11\"\n",
        2,
        0.02,
        &[(Rpm, 950.0), (Coolant, 81.0), (Speed, 11.0)],
    ),
    (
        "bootmod3",
        "Time,Engine speed[1/min],Boost (Pre-Throttle)[psi],IAT[F],Lambda Act. 1[λ]\n0.00,900,0,59,1.0\n0.05,4000,15,68,0.85\n",
        2,
        0.05,
        &[(Rpm, 4000.0), (MapGauge, 15.0 * PSI), (IntakeAir, 20.0), (Lambda1, 0.85)],
    ),
];

/// Two channels that are due every row, one every second row, and one that has no sensor.
pub const HALTECH: &str = "%DataLog%\r\nDataLogVersion : 1.1\r\nSoftware : Haltech NSP\r\nDownloadDateTime : 20260102 04:09:48\r\n\
    Channel : RPM\r\nID : 1\r\nType : EngineSpeed\r\nDisplayMaxMin : 20000,0\r\n\
    Channel : Manifold Pressure\r\nID : 2\r\nType : Pressure\r\nDisplayMaxMin : 3000,0\r\n\
    Channel : Oil Pressure\r\nID : 3\r\nType : Pressure\r\nDisplayMaxMin : 3000,0\r\n\
    Channel : Coolant Temperature\r\nID : 4\r\nType : Temperature\r\nDisplayMaxMin : 3000,0\r\n\
    Channel : Wideband O2 Overall\r\nID : 5\r\nType : AFR\r\nDisplayMaxMin : 3000,0\r\n\
    Channel : Generic Sensor (Bottle, rear)\r\nID : 6\r\nType : Raw\r\nDisplayMaxMin : 3000,0\r\n\
    Log Source : 20\r\nLog Number : 7\r\nLog : 20260101 11:59:59\r\n\
    23:59:59.960,900,400,5013,3531,990,1\r\n\
    23:59:59.980,910,,,,-2147483637,2\r\n\
    00:00:00.000,920,410,5023,3541,65535,65535\r\n\
    00:00:00.020,930,,,,1000,4\r\n\
    00:00:00.040,940,1013,1013,3551,1010,5\r\n";

/// Single channels, each with its time; the third one was read later, and once not at all.
pub const VCDS: &str = "Wednesday,23,November,2022,15:39:00:40001-VCID:AA-80FE,VCDS Version: 22\r\n\
    05L 906 022 F,ADVMB,R4 2.0l TDI,\r\n,,G004,F0,G008,F0,G079,F0,\r\n\r\n\
    Marker,TIME,Loc. IDE00021,TIME,Loc. IDE00075,TIME,Loc. IDE00190,\r\n\
    ,STAMP,Engine RPM,STAMP,Vehicle speed,STAMP,Boost Pressure (specified),\r\n,, /min,, km/h,, mbar,\r\n\
    ,0.13,800,0.13,10,0.29,1013.25,\r\n1,0.45,820,0.45,11,,,\r\n,0.77,840,0.77,12,0.93,2013.25,\r\n";

/// Vacuum in inches, boost in psi.
pub const ZEITRONIX: &str = "Filename:C:\\x.zdl\r\nDate Exported:12/30/2018 10:49:18 AM\r\n\r\n\
    \"Time\",\"Zt-2 AFR\",\"Zt-2 RPM\",\"Zt-2 MAP\"\r\n05:14:12.051,14.7,2341.5,-20\r\n05:14:12.067,11.76,4000,14.5037738\r\n";

/// An export in which the rate stands for the time.
pub const MOTEC: &str = "\"Format\",\"MoTeC CSV File\",,,\"Workbook\",\"\"\n\"Log Date\",\"25/12/2025\"\n\"Log Time\",\"17:42:00\"\n\
    \"Sample Rate\",\"20.000\",\"Hz\"\n\n\"Distance\",\"Engine RPM\",\"Engine Temp\"\n\"m\",\"rpm\",\"C\"\n\n\
    \"10\",\"900\",\"80\"\n\"15\",\"950\",\"81\"\n\"21\",\"980\",\"\"\n";
