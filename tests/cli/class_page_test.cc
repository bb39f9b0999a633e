// racelab report and racelab serve on a class of the miniature course that was graded.
#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "checker/base/spawn.h"
#include "checker/cli/exit_code.h"
#include "tests/cli/course.h"

namespace racelab {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class ClassPageTest : public CourseTest {
 protected:
  ClassPageTest() {
    RunTheProgramToo();
    for (const char* student : {"ada", "<b>bob"}) {
      Write(root() / "class" / student / "01_first/first.cc",
            absl::StrCat("#include \"first.h\"\nint First() { return ", student[0] == 'a',
                         " + 1; }\n"));
    }
    const CommandResult graded = Racelab({"grade-class", root() / "class", "--out", out_});
    EXPECT_EQ(graded.code, kExitPassed) << graded.err;
  }

  const std::string out_ = root() / "spring class";
};

TEST_F(ClassPageTest, AReportIsOneFile) {
  const CommandResult report = Racelab({"report", out_});
  EXPECT_EQ(report.code, kExitPassed) << report.err;
  EXPECT_EQ(report.out, absl::StrCat("written: ", out_, "/report.html\n"));
  const std::string html = ReadFile(out_ + "/report.html").value();
  EXPECT_THAT(html, AllOf(HasSubstr("<title>racelab: spring class</title>"),
                          HasSubstr("&lt;b&gt;bob"), Not(HasSubstr("<b>bob")),
                          HasSubstr("<a href=\"#finding-1-1\">assertion</a> (1 student)"),
                          HasSubstr("<article id=\"finding-1-1\""), Not(HasSubstr("connect-src"))));
  const std::string other = root() / "other.html";
  EXPECT_EQ(Racelab({"report", out_, "--html", other, "--since", "2999-01-01"}).code, kExitPassed);
  EXPECT_THAT(ReadFile(other).value(), Not(HasSubstr("finding-1-1")));
}

TEST_F(ClassPageTest, WhatIsWrongWithTheGradebookIsSaid) {
  const CommandResult none = Racelab({"report", root() / "nowhere"});
  EXPECT_EQ(none.code, kExitUsage);
  EXPECT_THAT(none.err, HasSubstr("racelab grade-class SUBMISSIONS --out"));
  Write(root() / "bad/gradebook.db", std::string(5000, 'x'));
  for (const char* command : {"report", "serve"}) {
    const CommandResult bad = Racelab({command, root() / "bad"});
    EXPECT_EQ(bad.code, kExitUsage);
    EXPECT_THAT(bad.err, HasSubstr("move the file away"));
  }
}

// A server, and what it answers to bytes.
class ServeTest : public ClassPageTest {
 protected:
  ServeTest() {
    server_ = Spawn({.argv = {RACELAB_PROGRAM, "serve", out_, "--port", "0"}}).value();
    for (char c = 0; c != '\n' && read(server_.output.get(), &c, 1) == 1;) url_ += c;
    const size_t colon = url_.rfind(':'), slash = url_.find('/', colon);
    port_ = std::atoi(url_.substr(colon + 1).c_str());
    path_ = url_.substr(slash, url_.size() - slash - 1);
  }
  ~ServeTest() override {
    kill(server_.pid, SIGINT);
    int status = -1;
    waitpid(server_.pid, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == kExitPassed) << status;
  }

  std::string Send(const std::string& bytes) const {
    const Descriptor connection(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port_));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(connect(connection.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    EXPECT_EQ(send(connection.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(bytes.size()));
    std::string answer;
    char buffer[4096];
    for (ssize_t size; (size = read(connection.get(), buffer, sizeof buffer)) > 0;) {
      answer.append(buffer, static_cast<size_t>(size));
    }
    return answer;
  }
  std::string Ask(const std::string& method, const std::string& path, std::string host = "") const {
    if (host.empty()) host = absl::StrCat("127.0.0.1:", port_);
    return Send(absl::StrCat(method, " ", path, " HTTP/1.1\r\nHost: ", host, "\r\n\r\n"));
  }

  Spawned server_;
  std::string url_, path_;
  int port_ = 0;
};

TEST_F(ServeTest, ShowsThePageAndNothingElse) {
  EXPECT_THAT(url_, StartsWith("http://127.0.0.1:"));
  EXPECT_THAT(Ask("GET", path_),
              AllOf(StartsWith("HTTP/1.1 200 OK\r\n"), HasSubstr("Cache-Control: no-store\r\n"),
                    HasSubstr("connect-src 'self'"), EndsWith("</html>\n")));
  EXPECT_THAT(Ask("GET", path_ + "version"), StartsWith("HTTP/1.1 200 OK\r\n"));
  for (const std::string path : {"/", "/gradebook.db", "/../gradebook.db", "//etc/passwd", "*"}) {
    EXPECT_THAT(Ask("GET", path), StartsWith("HTTP/1.1 404")) << path;
    EXPECT_THAT(Ask("GET", path_ + path), StartsWith("HTTP/1.1 404")) << path;
  }
}

TEST_F(ServeTest, AnotherHostIsRefused) {
  EXPECT_THAT(Ask("GET", path_, absl::StrCat("localhost:", port_)), StartsWith("HTTP/1.1 200"));
  for (const std::string host : {"evil.example", "127.0.0.1", "127.0.0.1.evil.example:80"}) {
    EXPECT_THAT(Ask("GET", path_, host), StartsWith("HTTP/1.1 421")) << host;
  }
  EXPECT_THAT(Send("GET " + path_ + " HTTP/1.1\r\n\r\n"), StartsWith("HTTP/1.1 421"));
}

TEST_F(ServeTest, OnlyGetIsAnswered) {
  for (const std::string method : {"POST", "PUT", "DELETE", "OPTIONS"}) {
    EXPECT_THAT(Ask(method, path_), StartsWith("HTTP/1.1 405")) << method;
  }
  const std::string body = "Content-Length: 3\r\n\r\nabc";
  EXPECT_THAT(
      Send(absl::StrCat("POST ", path_, " HTTP/1.1\r\nHost: 127.0.0.1:", port_, "\r\n", body)),
      StartsWith("HTTP/1.1 405"));
}

TEST_F(ServeTest, RubbishAndSilenceHarmNobody) {
  const Descriptor silent(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port_));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(connect(silent.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  EXPECT_EQ(Send("\x16\x03\x01\r\n\r\n"), "");
  Send("GET / HTTP/1.1\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n");
  EXPECT_THAT(Ask("GET", path_), StartsWith("HTTP/1.1 200"));
}

TEST_F(ServeTest, APortInUseIsSaid) {
  const CommandResult second = Racelab({"serve", out_, "--port", absl::StrCat(port_)});
  EXPECT_EQ(second.code, kExitInconclusive);
  EXPECT_THAT(second.err, HasSubstr(absl::StrCat("port ", port_, " is in use")));
  EXPECT_THAT(second.err, HasSubstr(absl::StrCat("--port ", port_ + 1)));
}

}  // namespace
}  // namespace racelab
