// The policy (W3C, Content Security Policy Level 3) and the rest of the head.
#include "checker/report/html_head.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "checker/base/text.h"
#include "checker/report/html_finding.h"

namespace racelab {

std::string PolicyHash(std::string_view text) {
  return absl::StrCat("'sha256-", absl::Base64Escape(absl::HexStringToBytes(Sha256(text))), "'");
}

std::string HtmlHead(const std::string& title, std::string_view style, const std::string& policy) {
  return absl::StrCat(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ",
      policy, "style-src ", PolicyHash(style),
      "; base-uri 'none'; form-action 'none'\">\n<meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\">\n<title>",
      HtmlText(title), "</title>\n<style>", std::string(style), "</style>\n");
}

}  // namespace racelab
