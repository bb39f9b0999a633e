// Tests of labs/README.md: its table says of each lab what the manifest says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/base/files.h"
#include "checker/lab/catalog.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

// "05" of "05_transfer_deadlock"
std::string NumberOf(const std::string& id) { return id.substr(0, id.find('_')); }

// "03, 05"
std::string Numbers(const std::vector<std::string>& labs) {
  if (labs.empty()) return "nothing";
  return absl::StrJoin(labs, ", ", [](std::string* out, const std::string& id) {
    absl::StrAppend(out, NumberOf(id));
  });
}

std::string RowOf(const Lab& lab) {
  const Manifest& manifest = lab.manifest;
  return absl::StrCat("| ", NumberOf(lab.id), " | [", manifest.title, "](", lab.id, "/) | `",
                      manifest.bug, "` | ", Numbers(manifest.needs), " | ", manifest.summary,
                      " |\n");
}

TEST(Path, SaysOfEachLabWhatItsManifestSays) {
  const auto labs = LoadCatalog(RACELAB_SOURCE_DIR);
  ASSERT_TRUE(labs.ok()) << labs.status();
  std::string table;
  for (const Lab& lab : *labs) table += RowOf(lab);
  const std::string page = ReadFile(fs::path(RACELAB_SOURCE_DIR) / "labs/README.md").value();
  EXPECT_THAT(page, testing::HasSubstr(table)) << "the rows should be:\n" << table;
}

}  // namespace
}  // namespace racelab
