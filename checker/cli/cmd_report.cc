// racelab report and racelab serve: the page of a class, written to a file or shown while it grows.
#include <cstdio>
#include <random>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "checker/base/files.h"
#include "checker/base/text.h"
#include "checker/classroom/collect.h"
#include "checker/cli/command.h"
#include "checker/cli/console.h"
#include "checker/cli/loopback_server.h"
#include "checker/report/dashboard.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

constexpr absl::Duration kWeek = absl::Hours(7 * 24);

// The page of a class as it stands now.
class ClassPage {
 public:
  ClassPage(const Options& options, std::vector<Lab> labs)
      : options_(options), labs_(std::move(labs)) {}

  absl::StatusOr<std::string> Version() const {
    absl::StatusOr<Gradebook> book = Open();
    if (!book.ok()) return book.status();
    return VersionOf(*book);
  }

  // `version` as FormatDashboard takes it.
  absl::StatusOr<std::string> Make(const std::string& version) const {
    absl::StatusOr<Gradebook> book = Open();
    if (!book.ok()) return book.status();
    const absl::Time now = absl::Now();
    const absl::Time since = options_.since == absl::InfinitePast() ? now - kWeek : options_.since;
    absl::StatusOr<Dashboard> dashboard = Collect(*book, labs_, since, now);
    if (!dashboard.ok()) return dashboard.status();
    dashboard->name = fs::weakly_canonical(options_.out).filename().string();
    dashboard->zone = absl::LocalTimeZone();
    return FormatDashboard(*dashboard, version);
  }

 private:
  absl::StatusOr<Gradebook> Open() const {
    return Gradebook::OpenExisting(fs::path(options_.out) / "gradebook.db");
  }

  const Options& options_;
  const std::vector<Lab> labs_;
};

absl::StatusOr<ClassPage> PageOf(const Options& options) {
  const absl::StatusOr<fs::path> root = FindRoot();
  if (!root.ok()) return root.status();
  absl::StatusOr<std::vector<Lab>> labs = LoadCatalog(*root);
  if (!labs.ok()) return labs.status();
  return ClassPage(options, *std::move(labs));
}

// Other users of this machine can reach the port, but they cannot guess this.
std::string SecretPath() {
  std::random_device random;  // of the operating system
  std::string path = "/";
  for (int i = 0; i < 4; ++i) absl::StrAppendFormat(&path, "%08x", random());
  return path + "/";
}

HttpAnswer AnswerWith(const absl::StatusOr<std::string>& text, const char* type) {
  if (text.ok()) return {200, type, *text};
  return {500, "text/plain; charset=utf-8", CleanText(std::string(text.status().message()))};
}

HttpAnswer AnswerFor(const ClassPage& page, const std::string& secret, const std::string& path) {
  if (path == secret + "version") return AnswerWith(page.Version(), "text/plain; charset=utf-8");
  if (path != secret) return {404, "text/plain; charset=utf-8", "there is only one page\n"};
  const absl::StatusOr<std::string> version = page.Version();
  return AnswerWith(version.ok() ? page.Make(*version) : version, "text/html; charset=utf-8");
}

}  // namespace

int RunReport(const Options& options) {
  const absl::StatusOr<ClassPage> page = PageOf(options);
  if (!page.ok()) return Fail(page.status());
  const absl::StatusOr<std::string> html = page->Make("");
  if (!html.ok()) return Fail(html.status());
  const fs::path file =
      options.html.empty() ? fs::path(options.out) / "report.html" : fs::path(options.html);
  if (absl::Status written = WriteFile(file, *html); !written.ok()) return Fail(written);
  Print(absl::StrCat("written: ", CleanText(file.string()), "\n"));
  return kExitPassed;
}

int RunServe(const Options& options) {
  const absl::StatusOr<ClassPage> page = PageOf(options);
  if (!page.ok()) return Fail(page.status());
  // What is wrong with the gradebook is better said here than in a browser.
  if (const absl::StatusOr<std::string> html = page->Make(""); !html.ok())
    return Fail(html.status());
  const std::string secret = SecretPath();
  const absl::Status served = Serve({
      .port = options.port,
      .ready =
          [&](int port) {
            Print(absl::StrCat("http://127.0.0.1:", port, secret, "\n"));
            std::fflush(stdout);
            Complain("showing the class to this machine only; ctrl-C ends it");
          },
      .answer = [&](const std::string& path) { return AnswerFor(*page, secret, path); },
  });
  return served.ok() ? kExitPassed : Fail(served);
}

}  // namespace racelab
