//! The functions of the language.

/// How a function is fed and what it does with time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionGroup {
    /// Row by row.
    Number,
    /// Chooses among values.
    Choice,
    /// Looks at a stretch of time that ends at the row.
    Window,
    /// Looks at other moments.
    History,
    /// A table of the calibration.
    Table,
}

macro_rules! functions {
    ($( $(#[$doc:meta])* $name:ident = $slug:literal $group:ident $least:literal..=$most:literal $signature:literal; )*) => {
        /// A function. Translation key of what it does: `expr-function-SLUG`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Function { $( $(#[$doc])* $name ),* }

        impl Function {
            /// Every one of them.
            pub const ALL: &'static [Function] = &[ $( Function::$name ),* ];

            /// The name it is called by.
            pub const fn slug(self) -> &'static str {
                match self { $( Function::$name => $slug ),* }
            }

            /// Where it is filed.
            pub const fn group(self) -> FunctionGroup {
                match self { $( Function::$name => FunctionGroup::$group ),* }
            }

            /// Least and most arguments.
            pub const fn arguments(self) -> (usize, usize) {
                match self { $( Function::$name => ($least, $most) ),* }
            }

            /// How it is written, with names for its arguments: `x`, `y` values, `c` a condition, `s` seconds.
            pub const fn signature(self) -> &'static str {
                match self { $( Function::$name => $signature ),* }
            }
        }
    };
}

/// Arguments of what takes any number of them.
const MANY: usize = 32;

functions! {
    /// The second where the first is true, else the third.
    If = "if" Choice 3..=3 "if(c, x, y)";
    /// The least of its arguments; of one channel within a window where the second one is a time: `min(x, 0.5 s)`.
    Min = "min" Choice 2..=32 "min(x, y)";
    /// The greatest, likewise.
    Max = "max" Choice 2..=32 "max(x, y)";
    /// `x`, but not under the second nor over the third.
    Clamp = "clamp" Choice 3..=3 "clamp(x, low, high)";
    /// The first that is not missing. Channels this log lacks may stand in it.
    Coalesce = "coalesce" Choice 2..=32 "coalesce(x, y)";
    /// Whether a value is missing.
    IsNan = "isnan" Choice 1..=1 "isnan(x)";
    Abs = "abs" Number 1..=1 "abs(x)";
    /// −1, 0 or 1.
    Sign = "sign" Number 1..=1 "sign(x)";
    Sqrt = "sqrt" Number 1..=1 "sqrt(x)";
    Exp = "exp" Number 1..=1 "exp(x)";
    /// Natural logarithm.
    Ln = "ln" Number 1..=1 "ln(x)";
    Log10 = "log10" Number 1..=1 "log10(x)";
    Log2 = "log2" Number 1..=1 "log2(x)";
    /// Of an angle in degrees where it has the unit, else of radians; so all three.
    Sin = "sin" Number 1..=1 "sin(x)";
    Cos = "cos" Number 1..=1 "cos(x)";
    Tan = "tan" Number 1..=1 "tan(x)";
    /// Degrees; so all four.
    Asin = "asin" Number 1..=1 "asin(x)";
    Acos = "acos" Number 1..=1 "acos(x)";
    Atan = "atan" Number 1..=1 "atan(x)";
    Atan2 = "atan2" Number 2..=2 "atan2(y, x)";
    Floor = "floor" Number 1..=1 "floor(x)";
    Ceil = "ceil" Number 1..=1 "ceil(x)";
    /// To so many decimals, none where it is not said; halves away from zero.
    Round = "round" Number 1..=2 "round(x, decimals)";
    /// Mean of a window.
    Avg = "avg" Window 2..=2 "avg(x, s)";
    /// Least value of a window.
    Lowest = "lowest" Window 2..=2 "lowest(x, s)";
    /// Greatest value of a window.
    Highest = "highest" Window 2..=2 "highest(x, s)";
    /// Standard deviation (n − 1) of a window.
    Sd = "sd" Window 2..=2 "sd(x, s)";
    /// Median of a window.
    Median = "median" Window 2..=2 "median(x, s)";
    /// Slope of the straight line through a window, per second.
    Slope = "slope" Window 2..=2 "slope(x, s)";
    /// Samples of a window at which the condition was true.
    Count = "count" Window 2..=2 "count(c, s)";
    /// Whether the condition has been true for so long without a break.
    Held = "held" Window 2..=2 "held(c, s)";
    /// The value so many seconds ago; a negative time looks ahead.
    Delay = "delay" History 2..=2 "delay(x, s)";
    /// The sample before.
    Prev = "prev" History 1..=1 "prev(x)";
    /// Change from the sample before, per second.
    Derivative = "derivative" History 1..=1 "derivative(x)";
    /// Area under the values since the start of the log, in seconds.
    Integral = "integral" History 1..=1 "integral(x)";
    /// Seconds since the condition was last true.
    Since = "since" History 1..=1 "since(c)";
    /// The value of a table of the calibration: at what the log says moves along its axes, or at what is given.
    Lookup = "lookup" Table 1..=3 "lookup(table, x, y)";
}

impl Function {
    /// The function of this name, whatever its case; `mean` and `stdev` are met too often to be refused.
    pub fn from_name(name: &str) -> Option<Function> {
        let name = name.to_lowercase();
        let name = match name.as_str() {
            "mean" => "avg",
            "stdev" | "std" => "sd",
            other => other,
        };
        Function::ALL.iter().copied().find(|f| f.slug() == name)
    }

    /// Whether its arguments may be as many as one likes.
    pub(super) const fn takes_many(self) -> bool {
        self.arguments().1 == MANY
    }
}
