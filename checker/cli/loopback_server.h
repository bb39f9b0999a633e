// LoopbackServer: answers GET requests of browsers on this machine, one after another.
//
// Listens on 127.0.0.1 only. A request whose Host is any other name is refused: a page from
// elsewhere may have its own name point here (DNS rebinding). HTTP by Boost.Beast.
//
// **Thread safety**: one thread calls Serve, and `answer` runs on it.
#ifndef RACELAB_CHECKER_CLI_LOOPBACK_SERVER_H_
#define RACELAB_CHECKER_CLI_LOOPBACK_SERVER_H_

#include <functional>
#include <string>

#include "absl/status/status.h"

namespace racelab {

struct HttpAnswer {
  int status = 200;
  std::string type = "text/plain; charset=utf-8";
  std::string body;
};

struct LoopbackServer {
  int port = 0;  // 0: any that is free
  std::function<void(int port)> ready;
  std::function<HttpAnswer(const std::string& path)> answer;
};

// Until ctrl-C (interrupt.h). Unavailable: the port is in use, or the machine cannot listen.
absl::Status Serve(const LoopbackServer& server);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_LOOPBACK_SERVER_H_
