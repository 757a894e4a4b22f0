//! `nginx.conf` under this machine's nginx: the very file of the image, with other ports and a folder of its own,
//! and like there as user 1000 over files that belong to somebody else, where this process may choose the user.

use crate::cmd::{self, command};
use crate::failure::{Context, Failure, Result};
use crate::progress::Step;
use crate::project::{self, Project, files_below};
use crate::rust_checks::telling;
use crate::tally::{Outcome, Tally};
use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

const START_LIMIT: Duration = Duration::from_secs(10);
/// As in the Dockerfile.
const IMAGE_USER: u32 = 1000;
/// Where Debian's nginx has its modules and types.
const SYSTEM_MODULES: &str = "/usr/lib/nginx/modules";
const SYSTEM_SETTINGS: &str = "/etc/nginx";

/// An nginx that stops when this is dropped.
pub struct Running {
    child: Child,
    folder: PathBuf,
    ports: Ports,
    has_brotli: bool,
}

struct Ports {
    application: u16,
    plain: u16,
    tls: u16,
}

impl Running {
    /// The image's nginx: the application's own server.
    pub fn application(project: &Project) -> Result<Self> {
        Self::start(project, "application", None)
    }

    /// The nginx in front, passing on to another one.
    fn front(project: &Project, behind: &Self) -> Result<Self> {
        Self::start(project, "front", Some(behind.ports.application))
    }

    fn start(project: &Project, role: &str, behind: Option<u16>) -> Result<Self> {
        let program = cmd::which("nginx").context(|| "there is no nginx".to_owned()).map_err(|failure| {
            failure.advice("apt-get install nginx-light libnginx-mod-http-brotli-static")
        })?;
        // Not in the checkout: that may lie where only its owner can look.
        let folder = std::env::temp_dir().join(format!("fueltune-nginx-{role}.{}", std::process::id()));
        let [application, plain, tls] = free_ports()?;
        let ports = Ports { application, plain, tls };
        let has_brotli = lay_out(project, &folder, &ports, behind)?;
        let log = fs::File::create(folder.join("tmp/log"))?;
        let mut starter = unprivileged(&program, &folder)?;
        starter.args(["-e", "stderr", "-g", "daemon off;", "-c", "nginx.conf", "-p"]).arg(&folder);
        let child = cmd::spawn(starter.stdout(log.try_clone()?).stderr(log))?;
        let mut running = Self { child, folder, ports, has_brotli };
        running.wait()?;
        Ok(running)
    }

    fn wait(&mut self) -> Result<()> {
        let started = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.ports.application)).is_err() {
            if self.child.try_wait()?.is_some() || started.elapsed() > START_LIMIT {
                let log = fs::read_to_string(self.folder.join("tmp/log")).unwrap_or_default();
                let lines: Vec<String> = log.lines().map(str::to_owned).collect();
                return Err(Failure::new("nginx does not start with nginx.conf").output(&lines));
            }
            std::thread::park_timeout(Duration::from_millis(20));
        }
        Ok(())
    }

    pub fn url(&self) -> String {
        format!("http://localhost:{}/", self.ports.application)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // nginx's master takes its workers along on TERM only; a plain kill would leave them behind.
        let stopped = cmd::answer(command("kill").args(["-TERM", &self.child.id().to_string()]));
        if stopped.is_none() {
            drop(self.child.kill());
        }
        drop(self.child.wait());
        drop(fs::remove_dir_all(&self.folder));
    }
}

/// Everything nginx looks for, in one folder. Says whether it can send brotli.
fn lay_out(project: &Project, folder: &Path, ports: &Ports, behind: Option<u16>) -> Result<bool> {
    fs::create_dir_all(folder.join("tmp"))?;
    let settings = project.read("nginx.conf")?;
    project::write(&folder.join("nginx.conf"), rendered(&settings, folder, ports, behind))?;
    fs::copy(Path::new(SYSTEM_SETTINGS).join("mime.types"), folder.join("mime.types"))
        .context(|| "nginx's mime.types".to_owned())?;
    copy_tree(&project.dist(), &folder.join("html"))?;
    link(SYSTEM_MODULES.as_ref(), &folder.join("modules"))?;
    if behind.is_some() {
        let front = project.read(".container/front.conf")?;
        project::write(&folder.join("front/front.conf"), rendered(&front, folder, ports, behind))?;
        fs::create_dir_all(folder.join("ssl"))?;
        let mut certificate = command("sh");
        certificate.arg(project.root.join(".container/ssl/self-signed.sh"));
        certificate.arg("localhost").arg(folder.join("ssl"));
        cmd::answer(&mut certificate).context(|| "openssl made no certificate".to_owned())?;
    }
    prepare_brotli(project, folder)
}

/// The same file with this run's ports and folder.
fn rendered(settings: &str, folder: &Path, ports: &Ports, behind: Option<u16>) -> String {
    let mut text = settings
        .replace("listen 8503", &format!("listen 127.0.0.1:{}", ports.application))
        .replace("listen 8080", &format!("listen 127.0.0.1:{}", ports.plain))
        .replace("listen 8443", &format!("listen 127.0.0.1:{}", ports.tls))
        .replace("/tmp/", &format!("{}/tmp/", folder.display()));
    if let Some(port) = behind {
        text = text.replace("fueltune-app:8503", &format!("127.0.0.1:{port}"));
    }
    text
}

/// The module where the machine has it, with the setting that the image gives it.
fn prepare_brotli(project: &Project, folder: &Path) -> Result<bool> {
    let module = "ngx_http_brotli_static_module.so";
    if !Path::new(SYSTEM_MODULES).join(module).is_file() {
        return Ok(false);
    }
    project::write(&folder.join("modules-enabled/brotli.conf"), format!("load_module modules/{module};\n"))?;
    project::write(&folder.join("brotli/brotli.conf"), project.read(".container/brotli.conf")?)?;
    Ok(true)
}

/// nginx as the image's user, who owns nothing but what has to be written. Only root can choose.
fn unprivileged(program: &Path, folder: &Path) -> Result<Command> {
    let root = cmd::answer(command("id").arg("-u")).as_deref() == Some("0");
    let (true, Some(setpriv)) = (root, cmd::which("setpriv")) else { return Ok(command(program)) };
    let mut owned = vec![folder.join("tmp")];
    for place in ["tmp", "ssl"] {
        let place = folder.join(place);
        if place.is_dir() {
            owned.extend(files_below(&place, &place)?.into_iter().map(|(_, path)| path));
        }
    }
    #[cfg(unix)]
    for path in owned {
        std::os::unix::fs::chown(path, Some(IMAGE_USER), Some(IMAGE_USER))?;
    }
    let mut starter = command(setpriv);
    let user = IMAGE_USER.to_string();
    starter.args(["--reuid", &user, "--regid", &user, "--clear-groups"]).arg(program);
    Ok(starter)
}

fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    for (name, path) in files_below(from, from)? {
        let copy = to.join(name);
        if let Some(folder) = copy.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(&path, &copy).context(|| copy.display().to_string())?;
    }
    Ok(())
}

fn link(to: &Path, at: &Path) -> Result<()> {
    #[cfg(unix)]
    std::os::unix::fs::symlink(to, at).context(|| format!("{} cannot be linked", at.display()))?;
    #[cfg(not(unix))]
    return Err(Failure::new(format!(
        "{} cannot be linked to {} on this system",
        at.display(),
        to.display()
    )));
    #[cfg(unix)]
    Ok(())
}

fn free_ports() -> Result<[u16; 3]> {
    // Held together, so that they differ; let go at the end for nginx to take.
    let held = [(); 3].map(|()| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)));
    let mut ports = [0; 3];
    for (port, listener) in ports.iter_mut().zip(held) {
        *port = listener?.local_addr()?.port();
    }
    Ok(ports)
}

/// Headers, types, caching, health, what is missing, precompressed delivery, and the front with TLS.
pub fn conformance(project: &Project, step: &Step) -> Outcome {
    let application = Running::application(project)?;
    let front = Running::front(project, &application)?;
    let mut node = command("node");
    node.current_dir(project.npm())
        .args(["--test", "--test-reporter=tap", "nginx/conformance.mjs"])
        .env("FUELTUNE_NGINX_URL", application.url())
        .env("FUELTUNE_FRONT_PLAIN", format!("http://localhost:{}/", front.ports.plain))
        .env("FUELTUNE_FRONT_TLS", format!("https://localhost:{}/", front.ports.tls))
        .env("FUELTUNE_DIST", project.dist())
        .env("FUELTUNE_BROTLI", if application.has_brotli { "1" } else { "" });
    let finished = cmd::run(&mut node, step)?;
    let tally = Tally::of_tap(&finished.stdout);
    if !finished.ok {
        if tally.failed == 0 {
            return Err(Failure::new("the tests of nginx.conf could not be run").output(finished.tail()));
        }
        for line in telling(&finished.lines) {
            step.say(&line);
        }
        for test in finished.stdout.iter().filter(|line| line.starts_with("not ok")) {
            step.wrong(test);
        }
    }
    Ok((tally, tally.to_string()))
}
