/*
 * moments.h - CEL's timestamps and durations: reading, writing, adding. Rules use dates; these complete CEL. For the engine alone.
 */
#ifndef TENKEN_ENGINE_VALUES_MOMENTS_H
#define TENKEN_ENGINE_VALUES_MOMENTS_H

#include "base/text_builder.h"
#include "program/expressions/cel_value.h"

/* RFC 3339 with Z or an offset; an error of conversion or range. */
struct cel_value timestamp_read(struct slice text, const struct expression *at);
struct cel_value timestamp_of_seconds(int64_t seconds, const struct expression *at);
/* 1h2m3.5s, -999999999ns. */
struct cel_value duration_read(struct slice text, const struct expression *at);
void timestamp_add(struct text_builder *builder, struct cel_value timestamp);
void duration_add(struct text_builder *builder, struct cel_value duration);
/* a + b, or a - b; what has no meaning has been refused by types, or is an error. */
struct cel_value moment_arithmetic(struct cel_value a, struct cel_value b, bool subtract, const struct expression *at);
/* +09:00, -02:30 or UTC as seconds; false for anything else (no table of time zones is carried). */
bool zone_offset(struct slice zone, int64_t *seconds);

#endif
