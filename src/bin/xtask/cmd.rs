//! Running other programs: their output is kept, the last line of it shown while they work.

use crate::failure::{Context, Failure, Result};
use crate::progress::Step;
use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// How much of a failed tool's output is shown.
const TAIL: usize = 40;

/// A command that shows the name it runs under in messages.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.stdin(Stdio::null());
    command
}

/// What a finished program said.
pub struct Finished {
    pub ok: bool,
    pub stdout: Vec<String>,
    /// Both streams, in the order they came.
    pub lines: Vec<String>,
}

impl Finished {
    pub fn tail(&self) -> &[String] {
        &self.lines[self.lines.len().saturating_sub(TAIL)..]
    }

    /// The output as a failure, if it failed.
    pub fn checked(self, what: &str) -> Result<Self> {
        if self.ok {
            return Ok(self);
        }
        Err(Failure::new(what).output(self.tail()))
    }
}

/// Runs to the end, keeping the output and showing its last line as progress.
pub fn run(command: &mut Command, step: &Step) -> Result<Finished> {
    run_for(command, step, Duration::MAX)
}

/// As [`run`], but gives up after `limit`.
pub fn run_for(command: &mut Command, step: &Step, limit: Duration) -> Result<Finished> {
    let mut child = spawn(command.stdout(Stdio::piped()).stderr(Stdio::piped()))?;
    let (sender, receiver) = mpsc::channel();
    let readers = [
        read_lines(child.stdout.take(), true, sender.clone()),
        read_lines(child.stderr.take(), false, sender),
    ];
    let started = Instant::now();
    let mut finished = Finished { ok: false, stdout: Vec::new(), lines: Vec::new() };
    loop {
        match receiver.recv_timeout(Duration::from_millis(500)) {
            Ok((from_stdout, line)) => {
                if from_stdout {
                    finished.stdout.push(line.clone());
                }
                finished.lines.push(line);
            }
            Err(RecvTimeoutError::Timeout) => {
                step.tick(finished.lines.last().map_or("", String::as_str));
            }
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if started.elapsed() > limit {
            child.kill()?;
            finished.lines.push(format!("given up after {} s", limit.as_secs()));
            break;
        }
    }
    finished.ok = child.wait()?.success();
    for reader in readers {
        // A reader can only end; its panic would have closed the channel.
        drop(reader.join());
    }
    Ok(finished)
}

fn read_lines<R: Read + Send + 'static>(
    stream: Option<R>,
    from_stdout: bool,
    sender: Sender<(bool, String)>,
) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let Some(stream) = stream else { return };
        for line in BufReader::new(stream).split(b'\n').map_while(std::result::Result::ok) {
            let line = String::from_utf8_lossy(&line).trim_end().to_owned();
            if sender.send((from_stdout, line)).is_err() {
                return;
            }
        }
    })
}

/// Runs with the terminal's own streams, for what talks to the user itself.
pub fn run_visible(command: &mut Command) -> Result<bool> {
    Ok(spawn(command)?.wait()?.success())
}

pub fn spawn(command: &mut Command) -> Result<Child> {
    let name = command.get_program().to_string_lossy().into_owned();
    command.spawn().context(|| format!("{name} could not be started"))
}

/// Standard output of a short command, trimmed, or nothing where it fails.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Finds a program on PATH, in the administrator's folders too.
pub fn which(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .chain(["/usr/sbin", "/sbin", "/usr/bin"].map(PathBuf::from))
        .map(|folder| folder.join(name))
        .find(|file| is_executable(file))
}

fn is_executable(file: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
    }
    #[cfg(not(unix))]
    file.is_file()
}

pub fn make_executable(file: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o755))
            .context(|| format!("{} cannot be made executable", file.display()))?;
    }
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}

/// PATH with some folders in front.
pub fn path_with(first: &[&Path]) -> Result<std::ffi::OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = first.iter().map(|folder| folder.to_path_buf()).chain(env::split_paths(&path));
    env::join_paths(folders).map_err(|error| Failure::new(format!("PATH cannot be extended: {error}")))
}
