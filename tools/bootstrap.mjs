// Parsed by whatever Node a machine has, so only syntax and module names that Node 12 knows: no top-level await,
// no `?.`, no `node:` prefix.
import { spawn } from 'child_process';
import fs from 'fs';
import path from 'path';
import { fileURLToPath } from 'url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const binFolder = path.join(root, 'node_modules', '.bin');
const pinnedNode = path.join(binFolder, 'node');
const minimumNodeMajor = 20;
const reexecGuard = 'YARDSTICK_REEXECUTED';

/** Resolves once this process is the pinned Node with the locked packages installed; otherwise arranges that and never resolves. */
export function ensureReady() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < minimumNodeMajor) {
    refuse(
      '需要 Node.js 20 或更新版本（当前为 ' + process.versions.node + '），请从 https://nodejs.org 安装后重试。',
      'Node.js 20 or newer is needed (this is ' +
        process.versions.node +
        '): install it from https://nodejs.org and run again.',
    );
  }
  if (installedAsLocked() && runsOnPinnedNode()) {
    delete process.env[reexecGuard];
    process.env.PATH = binFolder + path.delimiter + pathWithoutOwnBin();
    return Promise.resolve();
  }
  if (process.env[reexecGuard]) {
    refuse(
      'node_modules 中的 Node.js 无法使用，请删除 node_modules 后重试。',
      'The Node.js inside node_modules cannot be used: delete node_modules and run again.',
    );
  }
  return (installedAsLocked() ? Promise.resolve() : installPackages()).then(reexecute).then(waitForever);
}

export function refuse(zh, en) {
  process.stderr.write(zh + ' / ' + en + '\n');
  process.exit(1);
}

/** Calls back when the process that started this one has gone without saying so, for example by SIGKILL. */
export function whenOrphaned(callback) {
  if (process.channel) {
    process.once('disconnect', callback);
    process.channel.unref();
  } else if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    const timer = setInterval(function () {
      if (process.ppid === parent) return;
      clearInterval(timer);
      callback();
    }, 250);
    timer.unref();
  }
}

/** npm writes node_modules/.package-lock.json last, so it tells what a completed installation holds. */
export function installedAsLocked() {
  if (!fs.existsSync(pinnedNode)) return false;
  let installed;
  try {
    installed = JSON.parse(fs.readFileSync(path.join(root, 'node_modules', '.package-lock.json'), 'utf8')).packages;
  } catch (error) {
    return false;
  }
  const locked = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  return (
    Object.keys(locked).every(function (name) {
      const entry = locked[name];
      return !name.includes('node_modules/') || entry.optional || entry.devOptional || entry.peer || installed[name];
    }) &&
    Object.keys(installed).every(function (name) {
      return locked[name] && locked[name].version === installed[name].version;
    })
  );
}

function runsOnPinnedNode() {
  return fs.realpathSync(process.execPath) === fs.realpathSync(pinnedNode);
}

function pathWithoutOwnBin() {
  return (process.env.PATH || '')
    .split(path.delimiter)
    .filter(function (folder) {
      return folder !== binFolder;
    })
    .join(path.delimiter);
}

function installPackages() {
  const startedAt = Date.now();
  const seconds = function () {
    return Math.round((Date.now() - startedAt) / 1000) + ' s';
  };
  process.stdout.write('正在安装依赖 / Installing packages …\n');
  // Explicit about scripts and groups: a user's npmrc or NODE_ENV=production must not leave the Node binary or the
  // build tools out.
  const args = ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'].concat([
    '--ignore-scripts=false',
    '--include=dev',
    '--include=optional',
  ]);
  const npmScript = process.env.npm_execpath;
  // npm replaces node_modules, so it must not itself run on the Node that lies in there.
  const env = Object.assign({}, process.env, { PATH: pathWithoutOwnBin() });
  const npm =
    npmScript && fs.existsSync(npmScript) && process.env.npm_node_execpath
      ? spawn(process.env.npm_node_execpath, [npmScript].concat(args), { cwd: root, env: env, stdio: 'inherit' })
      : spawn('npm', args, { cwd: root, env: env, stdio: 'inherit' });
  const heartbeat = setInterval(function () {
    process.stdout.write('  … ' + seconds() + '\n');
  }, 15000);
  const stopForwarding = forwardSignals(npm);
  return exitOf(npm).then(function (exit) {
    clearInterval(heartbeat);
    stopForwarding();
    if (exit.signal) process.exit(130);
    if (exit.code !== 0 || !installedAsLocked()) {
      refuse(
        '依赖安装失败，请检查网络和 npm 源（npm config get registry）以及磁盘空间后重试。',
        'Installing the packages failed: check the network, the registry (npm config get registry) and the disk space, then run again.',
      );
    }
    process.stdout.write('依赖已安装 / Packages installed: ' + seconds() + '\n');
  });
}

function reexecute() {
  const env = Object.assign({}, process.env);
  env[reexecGuard] = '1';
  // The channel carries no messages; its closing tells the child that this process was killed.
  const child = spawn(pinnedNode, process.argv.slice(1), { env: env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  forwardSignals(child);
  whenOrphaned(function () {
    child.disconnect();
  });
  return exitOf(child).then(function (exit) {
    process.exit(exit.signal ? 1 : exit.code);
  });
}

function forwardSignals(child) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const forward = function (signal) {
    child.kill(signal);
  };
  signals.forEach(function (signal) {
    process.on(signal, forward);
  });
  return function () {
    signals.forEach(function (signal) {
      process.removeListener(signal, forward);
    });
  };
}

function exitOf(child) {
  return new Promise(function (resolve) {
    child.on('error', function () {
      resolve({ code: 1, signal: null });
    });
    child.on('exit', function (code, signal) {
      resolve({ code: code, signal: signal });
    });
  });
}

function waitForever() {
  return new Promise(function () {});
}
