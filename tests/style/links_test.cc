// Tests of the links: every relative link of every Markdown page points to something that exists.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "checker/base/files.h"
#include "tests/style/rules.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A line of Markdown without `code`, where brackets mean something else.
std::string WithoutCode(const std::string& line) {
  return std::regex_replace(line, std::regex("`[^`]*`"), "``");
}

// Each [text](target) outside of code that names no existing file, "PATH:LINE: ...". Web addresses
// are not looked at, nor is what follows '#'. `exists` gets a path from the repository's root.
std::vector<std::string> LinkProblems(const SourceFile& page,
                                      const std::function<bool(const fs::path&)>& exists) {
  const std::regex link("\\]\\(([^)\\s]*)[^)]*\\)");
  const std::regex elsewhere("^([a-z]+:.*|#.*)");
  std::vector<std::string> problems;
  std::istringstream lines(page.text);
  std::string line;
  bool fenced = false;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (line.rfind("```", 0) == 0) fenced = !fenced;
    if (fenced || line.rfind("    ", 0) == 0) continue;
    const std::string text = WithoutCode(line);
    for (std::sregex_iterator match(text.begin(), text.end(), link), end; match != end; ++match) {
      const std::string target = match->str(1);
      if (std::regex_match(target, elsewhere)) continue;
      const std::string file = target.substr(0, target.find('#'));
      const fs::path path = (fs::path(page.path).parent_path() / file).lexically_normal();
      if (!file.empty() && path.begin()->string() != ".." && exists(path)) continue;
      problems.push_back(absl::StrCat(page.path, ":", number, ": the link to ", target,
                                      " leads nowhere; correct it, or write the page"));
    }
  }
  return problems;
}

// Every .md of the repository; not what git, a build or npm put there.
std::vector<SourceFile> ReadPages() {
  const fs::path root = RACELAB_SOURCE_DIR;
  std::vector<SourceFile> pages;
  for (fs::recursive_directory_iterator entry(root), end; entry != end; ++entry) {
    const fs::path path = entry->path().lexically_relative(root);
    const std::string name = path.filename().string();
    const bool foreign = name[0] == '.' || name == "node_modules" || path == "build";
    if (entry->is_directory() && foreign) {
      entry.disable_recursion_pending();
    }
    if (path.extension() != ".md") continue;
    pages.push_back({path.string(), ReadFile(entry->path()).value_or("")});
  }
  return pages;
}

TEST(Links, EveryPageLinksToWhatExists) {
  const auto exists = [](const fs::path& path) {
    return fs::exists(fs::path(RACELAB_SOURCE_DIR) / path);
  };
  const std::vector<SourceFile> pages = ReadPages();
  EXPECT_GE(pages.size(), 20u);
  for (const SourceFile& page : pages) EXPECT_THAT(LinkProblems(page, exists), IsEmpty());
}

// The rule itself: that it lets good pages pass and catches bad ones.

std::vector<std::string> Problems(const std::string& text) {
  const std::set<fs::path> files = {"README.md", "docs/a.md", "docs/b.md", "labs/01_first/"};
  return LinkProblems({"docs/a.md", text},
                      [&files](const fs::path& path) { return files.count(path) > 0; });
}

TEST(LinkRule, LetsGoodLinksPass) {
  EXPECT_THAT(Problems("[b](b.md) and [the root](../README.md), [b](./b.md#part \"title\")\n"
                       "![picture](b.md) [here](#part) [folder](../labs/01_first/)\n"
                       "[web](https://example.org/x.md) [mail](mailto:a@example.org)\n"),
              IsEmpty());
}

TEST(LinkRule, CatchesLinksThatLeadNowhere) {
  EXPECT_THAT(Problems("fine\n[c](c.md)\n"),
              ElementsAre("docs/a.md:2: the link to c.md leads nowhere; correct it, or write the "
                          "page"));
  EXPECT_THAT(Problems("[b](b.md) [c](c.md) [d](../d.md#part)\n"),
              ElementsAre(HasSubstr("to c.md"), HasSubstr("to ../d.md#part")));
  EXPECT_THAT(Problems("![picture](c.png)\n"), ElementsAre(HasSubstr("to c.png")));
  EXPECT_THAT(Problems("[out of the repository](../../README.md)\n"),
              ElementsAre(HasSubstr("to ../../README.md")));
  EXPECT_THAT(Problems("[an absolute path](/docs/b.md)\n"), ElementsAre(HasSubstr("/docs/b.md")));
  EXPECT_THAT(Problems("[nothing]()\n"), ElementsAre(HasSubstr("docs/a.md:1")));
}

TEST(LinkRule, CodeHasNoLinks) {
  EXPECT_THAT(Problems("```\n[=](c)\n```\n`[x](c.md)`\n\n    v[0](c);\n"), IsEmpty());
  EXPECT_THAT(Problems("```\ncode\n```\n[c](c.md)\n"), ElementsAre(HasSubstr("docs/a.md:4")));
  EXPECT_THAT(Problems("`code` [c](c.md)\n"), ElementsAre(HasSubstr("docs/a.md:1")));
}

}  // namespace
}  // namespace racelab
