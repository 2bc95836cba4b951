/* The parts of the console text, in the order in which they stand. */
#ifndef PC_REPORT_TEXT_H
#define PC_REPORT_TEXT_H

#include "page.h"

#define PC_TEXT_BODY 6u /* the column behind the verdict's word */
/* The verdict in capitals, and the way to that column. */
void pc_text_heading(struct pc_page *page, enum pc_verdict verdict);
/* How many cases of each area there are, by verdict: an area is the second segment of the ids. */
enum pc_status pc_text_areas(struct pc_page *page, const struct pc_result *result);
/* What is wrong, case by case: failures first, then warnings. */
void pc_text_blocks(struct pc_page *page, const struct pc_result *result,
                    const struct pc_report_options *options);
/* Known failures and notes, in a line or two each; unless all cases are named anyway, notes of one kind are
 * counted. */
void pc_text_briefs(struct pc_page *page, const struct pc_result *result,
                    const struct pc_report_options *options);
/* Cases that were not judged, those with one reason together: n/a, untestable or skip. */
void pc_text_unjudged(struct pc_page *page, const struct pc_result *result, enum pc_verdict verdict);
/* Those that could not be tested, for a medium with lines of any length. Where nothing is granted that is
 * nearly every case. */
enum pc_status pc_untestable_lines(const struct pc_result *result, struct pc_buf *out);
/* Every case in a line. */
void pc_text_all_cases(struct pc_page *page, const struct pc_result *result);

#endif
