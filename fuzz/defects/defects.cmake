# Planted defects: each is one change of one source of the product, made on a copy while building, so that the product
# carries no switches. The target linked with it must find it from nothing, with a fixed seed, within RUNS executions.
# The engine of another compiler makes other inputs of the same seed: RUNS are about eight times what three seeds took on average.
#
# pc_fuzz_defect(NAME TARGET RUNS room/source.c [[from]] [[to]])
function(pc_fuzz_defect name target runs source from to)
    if(NOT PC_FUZZ OR PC_CODEC_UNDER_TEST)
        return()
    endif()
    if(NOT EXISTS ${PROJECT_SOURCE_DIR}/suite/${source}) # moved on: the defect has to follow
        add_test(NAME fuzz-selftest/${name} COMMAND ${CMAKE_COMMAND} -E cat suite/${source})
        return()
    endif()
    string(REGEX REPLACE "/.*" "" room ${source})
    pc_room_folders(${room} folders)
    set(planted ${CMAKE_CURRENT_BINARY_DIR}/defects/${name}.c)
    set(script ${CMAKE_CURRENT_SOURCE_DIR}/defects/plant.cmake)
    set(change ${CMAKE_CURRENT_BINARY_DIR}/defects/${name}.cmake)
    file(CONFIGURE OUTPUT ${change} CONTENT "set(FROM [==[${from}]==])\nset(TO [==[${to}]==])\n")
    add_custom_command(OUTPUT ${planted}
        COMMAND ${CMAKE_COMMAND} -DCHANGE=${change} -DSOURCE=${PROJECT_SOURCE_DIR}/suite/${source} -DOUTPUT=${planted}
            -P ${script}
        DEPENDS ${PROJECT_SOURCE_DIR}/suite/${source} ${script} ${change} VERBATIM)
    get_target_property(own ${target} SOURCES)
    get_target_property(libraries ${target} LINK_LIBRARIES)
    get_target_property(options ${target} LINK_OPTIONS)
    add_executable(defect_${name} ${own} ${planted})
    target_include_directories(defect_${name} PRIVATE ${folders})
    target_compile_options(defect_${name} PRIVATE ${fuzz_flags} -w)
    target_link_options(defect_${name} PRIVATE ${options})
    target_link_libraries(defect_${name} PRIVATE ${libraries})
    add_test(NAME fuzz-selftest/${name} COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/tests/selftest.sh
        $<TARGET_FILE:defect_${name}> ${planted} ${runs})
    set_tests_properties(fuzz-selftest/${name} PROPERTIES LABELS fuzz-selftest TIMEOUT 600)
endfunction()

pc_fuzz_defect(skip_required_key fuzz_deployment_codec 8000 codec/take.c
    [[} else if (!field->optional) {]] [[} else if (!field->optional && i != 3) {]])
pc_fuzz_defect(drop_enum_value fuzz_deployment_codec 4000 codec/deployment_status.c
    [[PC_DEPLOYMENT_UNKNOWN + 1;]] [[PC_DEPLOYMENT_UNKNOWN + 2;]])
pc_fuzz_defect(keys_without_case fuzz_promote_codec 50000 codec/projection.c
    [[pc_view_equal(raw, name)]] [[pc_view_equal_nocase(raw, name)]])
pc_fuzz_defect(large_integer_becomes_null fuzz_deployment_codec 13000 codec/take.c
    [[return refuse_value(taking, spot, "an integer beyond 64 bits, and none is rounded here");]] [[*out = 0;]])
pc_fuzz_defect(read_past_the_text fuzz_promote_codec 2000 scan/scan.c
    [[        if (at == scan->end)
            return pc_scan_fault(scan, PC_JSON_FAULT_UNTERMINATED_STRING, at);
        if (*at == '"')]]
    [[        if (*at == '"')]])
pc_fuzz_defect(leak_on_refusal fuzz_deployment_codec 2000 codec/decode.c
    [[    pc_json_reader_free(reader);]] [[    if (!taking.refused)
        pc_json_reader_free(reader);]])
pc_fuzz_defect(leave_a_refused_message fuzz_deployment_codec 2000 codec/decode.c
    [[status != PC_OK || taking->refused)]] [[status != PC_OK)]])
pc_fuzz_defect(lose_the_sign fuzz_deployment_codec 4000 codec/encode.c
    [[PRId64, value);]] [[PRId64, value < 0 ? value + 2 * -(value + 1) + 1 : value);]])
pc_fuzz_defect(utf8_unchecked fuzz_json_reader 6000 scan/scan.c
    [[if (valid < run.size)]] [[if (valid + 1 < run.size)]])
pc_fuzz_defect(controls_unescaped fuzz_deployment_codec 6000 json/writer.c
    [[return byte < 0x20 ||]] [[return byte < 0x1F ||]])
pc_fuzz_defect(cut_at_nul fuzz_deployment_codec 15000 codec/take.c
    [[(struct pc_string){text.data, text.size};]] [[(struct pc_string){text.data, pc_view_of(text.data).size};]])
pc_fuzz_defect(first_of_two_wins fuzz_promote_codec 6000 codec/projection.c
    [[if (index < shape->count)]] [[if (index < shape->count && !pc_json_exists(at[index]))]])
pc_fuzz_defect(absent_becomes_true fuzz_promote_codec 2000 codec/encode.c
    [[return field->optional ? PC_OK : PC_USAGE;
    return put_bool]] [[return put_bool(tree, field, true);
    return put_bool]])
pc_fuzz_defect(leap_second_refused fuzz_deployment_codec 6000 codec/date_time.c
    [[unsigned second = number(at, 2, 0, 60);]] [[unsigned second = number(at, 2, 0, 59);]])
pc_fuzz_defect(null_taken_everywhere fuzz_promote_codec 6000 codec/take.c
    [[spot->field->nullable && cJSON_IsNull]] [[cJSON_IsNull]])
pc_fuzz_defect(refusal_names_the_parent fuzz_promote_codec 4000 codec/refuse.c
    [[site.parent, site.name == NULL ? "" : "/",]] [[site.parent, site.name == NULL ? "" : "//",]])
pc_fuzz_defect(encode_drops_a_null fuzz_deployment_codec 4000 codec/encode.c
    [[return field->nullable ? put(tree, field, cJSON_CreateNull()) : PC_USAGE;]] [[return PC_OK;]])
pc_fuzz_defect(lone_surrogate_unnoticed fuzz_json_reader 20000 scan/scan.c
    [[if (unit >= 0xD800 && unit <= 0xDFFF)]] [[if (unit >= 0xD800 && unit <= 0xDBFF)]])
pc_fuzz_defect(leading_zero_taken fuzz_json_reader 40000 scan/scan.c
    [[at < scan->end && *at == '0' ? at + 1 : digits(scan, at);]] [[digits(scan, at);]])
pc_fuzz_defect(line_break_miscounted fuzz_json_reader 6000 json/doc.c
    [[find('\r', line, stop);]] [[NULL;]])
pc_fuzz_defect(tilde_unescaped fuzz_json_reader 20000 json/pointer.c
    [[pc_buf_append_text(out, "~1");]] [[pc_buf_append_text(out, "/");]])
pc_fuzz_defect(negative_limit_refused fuzz_deployment_codec 6000 json/number.c
    [[(uint64_t)INT64_MAX + (value.negative ? 1 : 0))]] [[(uint64_t)INT64_MAX)]])
if(TARGET fuzz_differential)
    pc_fuzz_defect(surrogates_joined_wrongly fuzz_differential 20000 json/spelled.c
        [[((unit - 0xD800) << 10) + (low - 0xDC00)]] [[((unit - 0xD800) << 9) + (low - 0xDC00)]])
    pc_fuzz_defect(point_counted_as_digit fuzz_differential 20000 json/number.c
        [[        at = skip_point(at, value.stop);
        uint64_t digit]] [[        uint64_t digit]])
endif()
pc_fuzz_defect(byte_behind_a_value fuzz_json_reader 2000 json/pointer.c
    [[< pc_json_raw(child).size ||]] [[<= pc_json_raw(child).size ||]])
pc_fuzz_defect(one_is_as_the_other fuzz_json_reader 500 json/equal.c
    [[if (!same_node(pair.a, pair.b))]] [[if (false)]])
pc_fuzz_defect(any_second_half fuzz_json_reader 16000 json/spelled.c
    [[low < 0xDC00 || low > 0xDFFF]] [[low > 0xDFFF]])
pc_fuzz_defect(absent_becomes_null fuzz_struct_model 100000 codec/encode.c
    [[if (value->presence == PC_ABSENT)
        return field->optional ? PC_OK : PC_USAGE;
    return value->presence]] [[return value->presence == PC_ABSENT || value->presence]])
pc_fuzz_defect(integer_narrowed fuzz_struct_model 28000 codec/encode.c
    [["%" PRId64, value);]] [["%d", (int)value);]])
pc_fuzz_defect(status_off_by_one fuzz_struct_model 28000 codec/encode.c
    [[pc_view_of(pc_deployment_status_text(*status))]] [[pc_view_of(pc_deployment_status_text(*status - (*status > PC_DEPLOYMENT_UNKNOWN + 1)))]])
pc_fuzz_defect(members_walked_again fuzz_schema_instance 1000 schema/keyword/walk.c
    [[        member = pc_json_next(frame->cursor);]]
    [[        for (member = pc_json_first(frame->instance); member.node != frame->cursor.node;)
            member = pc_json_next(member);
        member = pc_json_next(member);]])
pc_fuzz_defect(escaped_names_unknown fuzz_schema_instance 2000 schema/keyword/walk.c
    [[pc_names_find_string(&object->names, key, &run->memory->scratch)]] [[pc_names_find(&object->names, pc_json_string_raw(key))]])
pc_fuzz_defect(last_required_key_forgotten fuzz_schema_instance 2000 schema/keyword/walk.c
    [[for (uint32_t i = all ? in_frame : 0; i < in_frame &&]] [[for (uint32_t i = all ? in_frame : 0; i + 1 < in_frame &&]])
pc_fuzz_defect(leak_of_a_refused_schema fuzz_schema_compile 16000 schema/compile/compile.c
    [[        pc_schema_free(schema);
        return status;]] [[        return status;]])
pc_fuzz_defect(fraction_of_zero_refused fuzz_schema_instance 2000 json/number.c
    [[    return value.zero || value.last_power]] [[    return memchr(pc_json_raw(number).data, '.', pc_json_raw(number).size) == NULL && value.last_power]])
pc_fuzz_defect(false_lets_pass fuzz_schema_compile 300000 schema/evaluate/pass_judge.c
    [[    if (node->refuses)
        pc_pass_find(pass, NULL, at);
]] [[]])
pc_fuzz_defect(violations_stay fuzz_schema_compile 20000 schema/evaluate/run.c
    [[    validator->record_count = 0;
    validator->hit_count = 0;]] [[    validator->record_count = 0;]])
pc_fuzz_defect(failed_allocation_unnoticed fuzz_codec_oom 400 codec/value.c
    [[if (text.data != NULL && (copy = pc_view_copy(text)) == NULL)
        return PC_NO_MEMORY;]] [[if (text.data != NULL)
        copy = pc_view_copy(text);]])
pc_fuzz_defect(reader_left_behind fuzz_codec_oom 200 codec/decode.c
    [[    pc_json_reader_free(reader);]] [[    if (status == PC_OK)
        pc_json_reader_free(reader);]])
pc_fuzz_defect(second_61 fuzz_datetime 2000 format/date_time.c
    [[second > 60 ||]] [[second > 61 ||]])
pc_fuzz_defect(point_without_digits fuzz_datetime 5000 format/date_time.c
    [[return text->at > from;]] [[return true;]])
pc_fuzz_defect(bytes_behind_a_date fuzz_datetime 500 format/date_time.c
    [[return take_date(&text) && text.at == text.end;]] [[return take_date(&text);]])
pc_fuzz_defect(previous_stays fuzz_mock_sequence 500 mock/promote.c
    [[    pc_string_clear(&data->environment);]] [[]])
pc_fuzz_defect(production_not_said fuzz_mock_sequence 1000 mock/promote.c
    [[pc_view_equal_text(pc_string_view(environment->name), PC_MOCK_PRODUCTION)]] [[promoted->is_production]])
pc_fuzz_defect(source_for_its_copy fuzz_mock_sequence 500 mock/promote.c
    [[pc_string_set(&changes->current, pc_string_view(promoted->id))]] [[pc_string_set(&changes->current, pc_string_view(order->source->data.id))]])
pc_fuzz_defect(taken_from_its_environment fuzz_mock_sequence 90000 mock/promote.c
    [[    if (source->environment.data != NULL && !same_text(source->environment, environment->name))
        return true;
]] [[]])
pc_fuzz_defect(length_one_too_long fuzz_mock_sequence 500 mock/reply.c
    [[(long)reply->body.size + reply->length_error]] [[(long)reply->body.size + reply->length_error + 1]])
pc_fuzz_defect(lesser_unescaped fuzz_report 5000 report/junit.c
    [[['<'] = "&lt;", ]] [[]])
pc_fuzz_defect(summary_lesser_unescaped fuzz_report 5000 report/summary.c
    [[['<'] = "&lt;",]] [[]])
pc_fuzz_defect(body_unredacted fuzz_judge 4000 result/exchange.c
    [[pc_redact_cut(secrets, bytes,]] [[pc_redact_cut(NULL, bytes,]])
pc_fuzz_defect(place_not_read_back fuzz_judge 4000 result/read.c
    [[                pc_input_optional_text(in, object, "at", &finding.at) &&
]] [[]])
pc_fuzz_defect(escape_to_the_terminal fuzz_report 12000 report/printable.c
    [[scalar < 0x20 || scalar == 0x7F]] [[(scalar < 0x20 && scalar != 0x1B) || scalar == 0x7F]])
pc_fuzz_defect(delete_to_the_terminal fuzz_report 12000 report/printable.c
    [[scalar < 0x20 || scalar == 0x7F]] [[scalar < 0x20]])
pc_fuzz_defect(c1_to_the_terminal fuzz_report 12000 report/printable.c
    [[{0x0080, 0x009F}]] [[{0x0080, 0x0080}]])
pc_fuzz_defect(command_at_a_line_begin fuzz_report 4000 report/page.c
    [[!page->has_text && pc_view_starts_with(pc_view_slice(text, spaces, text.size), PC_VIEW("::"))]] [[false]])
pc_fuzz_defect(warning_counts_in_tap fuzz_report 500 report/tap.c
    [[pc_case_counts(result, one) ? "not ok"]] [[pc_case_counts(result, one) || one->verdict == PC_VERDICT_WARN ? "not ok"]])
pc_fuzz_defect(colour_makes_columns fuzz_report 500 report/page.c
    [[        append(page, pc_view_of(escapes[style]));]] [[        put(page, pc_view_of(escapes[style]));]])
pc_fuzz_defect(first_byte_skipped fuzz_judge 6000 contract/body.c
    [[there ? sizeof MARK - 1 : 0]] [[there ? sizeof MARK - 1 : 1]])
pc_fuzz_defect(base64_in_one_alignment fuzz_judge 4000 result/coded.c
    [[skip < coding->alignments; skip++]] [[skip < 1; skip++]])
pc_fuzz_defect(escaped_key_unredacted fuzz_judge 2000 result/decode.c
    [[if (text.data[at + 1] == 'u')]] [[if (text.data[at + 1] == 'U')]])
pc_fuzz_defect(quoted_without_what_stands_in_front fuzz_judge 3000 result/redact.c
    [[part->from > margin ? part->from - margin : 0]] [[part->from]])
pc_fuzz_defect(octet_with_a_leading_zero fuzz_format 24000 format/address.c
    [[(*from != '0' || text->at - from == 1)]] [[true]])
pc_fuzz_defect(label_of_64 fuzz_format 6000 format/hostname.c
    [[#define LABEL_BYTES 63u]] [[#define LABEL_BYTES 64u]])
pc_fuzz_defect(colon_in_the_first_segment fuzz_format 1000 format/uri.c
    [[if (peek(text) == ':')
            return false;]] [[take_run(&reading, ":@", false);]])
pc_fuzz_defect(tilde_at_the_end fuzz_format 4000 format/text.c
    [[!take(&text, '0', '1')]] [[text.at < text.end && !take(&text, '0', '1')]])
pc_fuzz_defect(letter_and_use_swapped fuzz_format 2000 pattern/pattern.c
    [[translator->strict = strict;]] [[translator->strict = !strict;]])
pc_fuzz_defect(restriction_not_saved fuzz_mock_sequence 500 mock/state_save.c
    [["restricted", environment->restricted);]] [["restricted", false);]])
pc_fuzz_defect(last_deployment_not_shown fuzz_mock_sequence 8000 mock/handlers.c
    [[i < call->model->deployment_count && status == PC_OK; i++) {]] [[i + 1 < call->model->deployment_count && status == PC_OK; i++) {]])
pc_fuzz_defect(fault_acts_unseen fuzz_mock_sequence 8000 mock/fault.c
    [[            one->reached = true;]] [[            one->reached = false;]])
pc_fuzz_defect(nearest_is_no_fault fuzz_mock_sequence 8000 mock/fault.c
    [[name, nearest(name));]] [[name, name);]])
pc_fuzz_defect(place_of_the_next_byte fuzz_schema_compile 10000 schema/finding/result.c
    [[finds[index].offset
]] [[finds[index].offset + 1
]])
pc_fuzz_defect(remark_though_strict fuzz_schema_compile 240000 schema/compile/remark.c
    [[if (compiler->options.strict)]] [[if (false)]])
pc_fuzz_defect(wire_unjudged fuzz_judge 2000 contract/judge.c
    [[    enum pc_status status = pc_judge_arrival(judge, exchange, out, &arrival);
    return]] [[    enum pc_status status = PC_OK;
    return]])
pc_fuzz_defect(byte_beyond_ascii_quoted fuzz_judge 8000 contract/report.c
    [[byte >= 0x20 && byte <= 0x7E]] [[byte >= 0x20]])
pc_fuzz_defect(nothing_behind_a_colon fuzz_judge 2000 contract/arrival.c
    [[    if (status == PC_OK)
        status = quote_excess(judge, exchange);
]]
    [[]])
pc_fuzz_defect(place_of_a_violation_untold fuzz_judge 3000 contract/shape.c
    [[        .instance_pointer = pointer,
]]
    [[]])
pc_fuzz_defect(cite_with_its_placeholder fuzz_judge 500 contract/report.c
    [[.cite = copy(judge->cite.data, &ok)]]
    [[.cite = copy(report->cite != NULL ? report->cite : pc_subject_cite(report->subject), &ok)]])
pc_fuzz_defect(defect_somewhere fuzz_judge 500 contract/wire.c
    [[                                         .at = "wire",
]]
    [[]])
pc_fuzz_defect(type_by_its_case fuzz_judge 20000 contract/body.c
    [[pc_view_equal_nocase(essence(field->value)]] [[pc_view_equal(essence(field->value)]])
pc_fuzz_defect(judged_on_without_an_answer fuzz_judge 500 contract/arrival.c
    [[        return report_unanswered(judge, exchange, out);]] [[        status = report_unanswered(judge, exchange, out);]])
pc_fuzz_defect(any_success_taken fuzz_judge 500 contract/judge.c
    [[if (answer->status != 200)]] [[if (answer->status / 100 != 2)]])
pc_fuzz_defect(bodies_of_errors_judged fuzz_judge 500 contract/judge.c
    [[            status = report_status(judge, answer, out);
        else
            status]]
    [[            status = report_status(judge, answer, out);
        if (status == PC_OK)
            status]])
pc_fuzz_defect(first_defect_of_the_wire_unjudged fuzz_judge 2000 contract/wire.c
    [[if (!is_first_of_kind(message, i))]] [[if (i == 0 || !is_first_of_kind(message, i))]])
pc_fuzz_defect(few_bytes_behind_overlooked fuzz_judge 12000 contract/arrival.c
    [[excess.size > 0)
        status]]
    [[excess.size > 2)
        status]])
pc_fuzz_defect(last_violation_unjudged fuzz_judge 9000 contract/shape.c
    [[i < pc_validation_count(judge->validator)]] [[i + 1 < pc_validation_count(judge->validator)]])
pc_fuzz_defect(body_as_announced fuzz_judge 30000 contract/judge.c
    [[pc_judge_skip_mark(pc_judge_body_bytes(judge, exchange))]] [[pc_judge_skip_mark(pc_http_exchange_response(exchange)->body)]])
pc_fuzz_defect(key_cut_by_a_length fuzz_judge 6000 contract/arrival.c
    [[pc_judge_quote_part(judge, &judge->seen, pc_buf_view(&whole), wire.size, excess.size)]]
    [[pc_judge_quote(judge, &judge->seen, excess)]])
pc_fuzz_defect(defect_where_the_bytes_end fuzz_judge 500 http/parser.c
    [[{kind, at - parser->start};
}

void pc_http_garbled]]
    [[{kind, parser->wire.size};
}

void pc_http_garbled]])
pc_fuzz_defect(long_text_unrendered fuzz_report 3000 report/page.c
    [[    pc_buf_init(buf, SIZE_MAX);]] [[    pc_buf_init(buf, 4096);]])
pc_fuzz_defect(known_failure_uncounted fuzz_report 1000 result/result.c
    [[by[PC_VERDICT_NOTE] + by[PC_VERDICT_KNOWN];]] [[by[PC_VERDICT_NOTE];]])
pc_fuzz_defect(not_applicable_passes_in_junit fuzz_report 1000 report/junit.c
    [[if (one->verdict == PC_VERDICT_NA || one->verdict == PC_VERDICT_SKIP)
        return "skipped"]]
    [[if (one->verdict == PC_VERDICT_SKIP)
        return "skipped"]])
pc_fuzz_defect(note_begins_a_line fuzz_report 9000 report/tap.c
    [[put_line(&writer, "# note: ", note)]] [[put_line(&writer, "", note)]])
pc_fuzz_defect(column_unwritten fuzz_report 20000 result/write.c
    [[    if (one->column > 0)
        pc_json_write_member_int(json, "column", one->column);
]]
    [[]])
pc_fuzz_defect(colon_ends_a_property fuzz_report 3500 report/github.c
    [[[':'] = "%3A", ]] [[]])
pc_fuzz_defect(id_for_its_deployment fuzz_mock_sequence 500 mock/handlers.c
    [[pc_json_write_raw(&writer, current != NULL ? pc_buf_view(&encoded) : PC_VIEW("null"))]]
    [[write_nullable(&writer, call->environment->current)]])
pc_fuzz_defect(mock_without_a_state fuzz_mock_sequence 5500 mock/mock.c
    [[    if (status == PC_OK)
        *out = mock;
    else
]]
    [[    *out = mock;
    if (status != PC_OK)
]])
pc_fuzz_defect(remark_without_a_reason fuzz_deployment_codec 500 codec/decode.c
    [[        codec_refuse_remark(taking->refusal, doc);
]]
    [[]])
pc_fuzz_defect(nested_refusal_names_the_root fuzz_deployment_codec 3000 codec/take.c
    [[(struct codec_site){pointer, NULL, spot->value}]] [[(struct codec_site){spot->parent, NULL, spot->value}]])
pc_fuzz_defect(null_is_not_null fuzz_deployment_codec 500 codec/value.c
    [[(a->presence != PC_PRESENT || a->value == b->value)]] [[a->presence == PC_PRESENT && a->value == b->value]])
pc_fuzz_defect(required_key_of_another_name fuzz_schema_instance 500 schema/keyword/walk.c
    [[        if ((frame->seen >> i & 1) == 0)
            pc_run_violate(run, frame, op, frame->instance, i);]]
    [[        if ((frame->seen >> i & 1) == 0)
            pc_run_violate(run, frame, op, frame->instance, i > 0 ? i - 1 : 0);]])
pc_fuzz_defect(refused_schema_without_a_reason fuzz_schema_compile 500 schema/compile/compile.c
    [[        return pc_compile_fail(compiler, PC_MALFORMED, value, "a schema is an object or a boolean, not %s",
                               pc_json_type_name(type));]]
    [[        return PC_MALFORMED;]])
pc_fuzz_defect(cut_within_a_character fuzz_report 10500 report/printable.c
    [[        out->size = fitting;
]]
    [[        fitting = begin + max - ELLIPSIS.size;
        out->size = fitting;
]])
pc_fuzz_defect(fault_placed_one_behind fuzz_deployment_codec 500 codec/refuse.c
    [[pc_json_doc_text(doc), fault.offset);]] [[pc_json_doc_text(doc), fault.offset + 1);]])
pc_fuzz_defect(spelled_name_of_another_print fuzz_json_reader 8000 json/spelled.c
    [[half + 1, half - 1);]] [[half + 1, half - 2);]])
