//! Requests and their answers, tied together by type.

use serde::{Deserialize, Serialize};

use super::{
    Analyse, AnalyseAll, AnalyseAnswer, Attend, Backup, BackupReport, CellTimes, CellTimesAnswer,
    ClearCaches, Compare, CompareAnswer, Crash, Cursor, CursorAnswer, DensityAnswer, DensityOf, Export,
    ExportReport, Forget, Glance, Grid, GridAnswer, HistogramAnswer, HistogramOf, Import, ImportAnswer,
    LookAnswer, LookInto, MathChanged, Memory, MemoryReport, OriginalAnswer, OriginalFile, PreviewFile,
    PreviewReport, ReadTables, Restore, RestoreReport, Rows, RowsAnswer, SessionTables, Span, SpanAnswer,
    Statistics, StatisticsAnswer, TableHits, TableHitsAnswer, TablesAnswer, TriedExpr, TryExpr,
    VehicleTrends, VehicleTrendsAnswer, View, ViewAnswer,
};

/// A question with the type of its answer.
pub trait Call {
    type Output: 'static;
    /// Stable name, for the performance monitor and marks.
    const KIND: &'static str;
    /// The question as it travels.
    fn request(self) -> Request;
    /// The answer as it came; `None` if it is another question's.
    fn output(response: Response) -> Option<Self::Output>;
}

macro_rules! calls {
    ($( $name:ident => $output:ty, $kind:literal; )*) => {
        /// Every question.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub enum Request { $( $name($name) ),* }

        /// Every answer.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub enum Response { $( $name($output) ),* }

        impl Request {
            /// Names of all questions.
            pub const KINDS: &'static [&'static str] = &[ $( $kind ),* ];

            /// Stable name of the question.
            pub fn kind(&self) -> &'static str {
                match self { $( Request::$name(_) => <$name as Call>::KIND ),* }
            }
        }

        impl Response {
            /// Stable name of the question it answers.
            pub fn kind(&self) -> &'static str {
                match self { $( Response::$name(_) => <$name as Call>::KIND ),* }
            }
        }

        $( impl Call for $name {
            type Output = $output;
            const KIND: &'static str = $kind;
            fn request(self) -> Request { Request::$name(self) }
            fn output(response: Response) -> Option<Self::Output> {
                match response { Response::$name(output) => Some(output), _ => None }
            }
        } )*
    };
}

calls! {
    PreviewFile => PreviewReport, "preview";
    Import => ImportAnswer, "import";
    OriginalFile => OriginalAnswer, "original";
    View => ViewAnswer, "view";
    Cursor => CursorAnswer, "cursor";
    Span => SpanAnswer, "span";
    Grid => GridAnswer, "grid";
    HistogramOf => HistogramAnswer, "histogram";
    DensityOf => DensityAnswer, "density";
    Rows => RowsAnswer, "rows";
    TryExpr => TriedExpr, "try";
    Statistics => StatisticsAnswer, "statistics";
    Analyse => AnalyseAnswer, "analyse";
    AnalyseAll => Glance, "analyse-all";
    Compare => CompareAnswer, "compare";
    LookInto => LookAnswer, "look";
    VehicleTrends => VehicleTrendsAnswer, "vehicle-trends";
    ReadTables => TablesAnswer, "read-tables";
    SessionTables => TablesAnswer, "session-tables";
    TableHits => TableHitsAnswer, "table-hits";
    CellTimes => CellTimesAnswer, "cell-times";
    Export => ExportReport, "export";
    Backup => BackupReport, "backup";
    Restore => RestoreReport, "restore";
    Memory => MemoryReport, "memory";
    ClearCaches => (), "clear-caches";
    Attend => (), "attend";
    Forget => (), "forget";
    MathChanged => (), "math-changed";
    Crash => (), "crash";
}
