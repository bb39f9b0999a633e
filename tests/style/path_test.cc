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

// "03, 05"
std::string Numbers(const std::vector<std::string>& labs) {
  if (labs.empty()) return "nothing";
  return absl::StrJoin(labs, ", ", [](std::string* out, const std::string& id) {
    absl::StrAppend(out, id.substr(0, id.find('_')));
  });
}

std::string RowOf(const Lab& lab) {
  const Manifest& manifest = lab.manifest;
  return absl::StrCat("| ", lab.id.substr(0, lab.id.find('_')), " | [", manifest.title, "](",
                      lab.id, "/) | `", manifest.bug, "` | ", Numbers(manifest.needs), " | ",
                      manifest.summary, " |\n");
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
