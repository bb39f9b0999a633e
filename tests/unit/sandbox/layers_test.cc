// Names of layers, and the refusal to grade without those that are required.
#include "checker/sandbox/layers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace racelab {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Layers, NamesAreReadFromAList) {
  EXPECT_THAT(*ParseLayers("landlock,uid"), ElementsAre(kLandlock, kUid));
  EXPECT_EQ(*ParseLayers("all"), LayerNames());
  for (const char* wrong : {"", "landlock,", "Landlock", "uid, seccomp"}) {
    const absl::Status status = ParseLayers(wrong).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << wrong;
    EXPECT_THAT(std::string(status.message()), HasSubstr("landlock, seccomp")) << wrong;
  }
}

TEST(Layers, EachHasAWordForPeople) {
  for (const std::string& name : LayerNames()) EXPECT_FALSE(AboutLayer(name).empty()) << name;
}

TEST(Layers, ARequiredLayerThatIsMissingIsNamedWithItsRemedy) {
  const std::vector<Layer> layers = {{kUid, "no root", "run as root"},
                                     {kLandlock, "", ""},
                                     {kCgroups, "no groups", "systemd-run"}};
  EXPECT_TRUE(RequireLayers(layers, {}).ok());
  EXPECT_TRUE(RequireLayers(layers, {kLandlock}).ok());
  const absl::Status status = RequireLayers(layers, {kLandlock, kUid});
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()),
              AllOf(HasSubstr("uid: no root\n    -> run as root"), Not(HasSubstr("no groups"))));
}

}  // namespace
}  // namespace racelab
