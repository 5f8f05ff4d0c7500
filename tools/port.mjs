// Runs before the pinned Node is there, so in the syntax bootstrap.mjs keeps to.
import net from 'net';
import { refuse } from './bootstrap.mjs';

export function chosenPort() {
  const text = process.env.PORT || '4000';
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  return refuse(
    'PORT=' + text + ' 不是有效端口，请使用 1 至 65535 之间的整数。',
    'PORT=' + text + ' is not a port: use a whole number from 1 to 65535.',
  );
}

/** Both ways a server may listen: a program on one address does not always stop another on all addresses. */
export function refuseBusyPort(port) {
  return ['127.0.0.1', undefined].reduce(function (earlier, host) {
    return earlier.then(function () {
      return tryToListen(port, host);
    });
  }, Promise.resolve());
}

function tryToListen(port, host) {
  return new Promise(function (resolve) {
    const probe = net.createServer();
    probe.once('error', function (error) {
      if (error.code === 'EADDRINUSE') {
        refuse(
          '端口 ' + port + ' 已被占用，请换一个端口，例如 PORT=' + another(port) + ' npm start。',
          'Port ' + port + ' is in use: choose another one, for example PORT=' + another(port) + ' npm start.',
        );
      }
      if (error.code === 'EACCES') {
        refuse(
          '当前账户无权使用端口 ' + port + '，请换一个端口，例如 PORT=4000 npm start。',
          'This account may not use port ' + port + ': choose another one, for example PORT=4000 npm start.',
        );
      }
      resolve();
    });
    probe.listen({ port: port, host: host, exclusive: true }, function () {
      probe.close(resolve);
    });
  });
}

function another(port) {
  return port < 65000 ? port + 100 : port - 100;
}
