// JSON text: what the formats that are written in JSON share.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_REPORT_JSON_TEXT_H_
#define RACELAB_CHECKER_REPORT_JSON_TEXT_H_

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

namespace racelab {

using Json = nlohmann::ordered_json;

// Milliseconds are enough; a NaN would become null, which no format allows.
inline double Seconds(double seconds) {
  return std::isfinite(seconds) ? std::round(seconds * 1000) / 1000 : 0;
}

// Indented, or in one line of ASCII with `indent` -1. Ended by a newline.
inline std::string ToText(const Json& json, int indent = 2) {
  return json.dump(indent, ' ', indent < 0, Json::error_handler_t::replace) + "\n";
}

}  // namespace racelab

#endif  // RACELAB_CHECKER_REPORT_JSON_TEXT_H_
