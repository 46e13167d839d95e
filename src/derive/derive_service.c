/* The derived fields of one service of 第2表: its type, whether it is informal, how often. */
#include "derive/derive_parts.h"

/* What the row says about who does it. */
struct who {
	const struct value *type, *insured, *provider;
	const struct service_type *known; /* NULL: no service type */
};

static bool is_written(const struct value *value)
{
	return value->presence == PRESENCE_WRITTEN;
}

static bool is_informal(struct deriving *deriving, const struct value *words)
{
	return is_written(words) && derive_memory_informal(deriving->memory, words->is.text, deriving->scratch);
}

static void set_flag(struct value *flag, const struct value *source, bool is)
{
	derive_from(flag, source);
	if (source->presence == PRESENCE_NOT_SUPPLIED)
		return;
	flag->presence = PRESENCE_WRITTEN;
	flag->is.boolean = is;
}

static void derive_type_code(const struct deriving *deriving, const struct who *who, bool informal, struct record *service)
{
	struct value *code = record_value(service, Service_type_code);

	set_flag(record_value(service, Service_type_unknown), who->type, is_written(who->type) && !who->known && !informal);
	if (!derive_from(code, who->type))
		return;
	if (who->known) {
		bool prevention = deriving->prevention && who->known->prevention_code.length;

		code->is.text = prevention ? who->known->prevention_code : who->known->code;
	} else if (informal) {
		code->is.text = SLICE_OF("");
	} else {
		code->presence = PRESENCE_NOT_SUPPLIED; /* an unknown name of an insured service: no guess */
	}
}

/*
 * A service type is informal when × says so; a mark that was left out does not make it so. What is no service type: by the words
 * of the type; else by the mark (the form says ○ for insured services alone), and without one by the words of the provider. A
 * provider's name decides nothing against a mark: 社協 and 生協 offer both.
 */
static bool derive_informal(struct deriving *deriving, const struct who *who, struct value *informal)
{
	bool marked = is_written(who->insured);

	derive_from(informal, who->insured);
	informal->presence = PRESENCE_WRITTEN;
	if (who->known)
		informal->is.boolean = marked && !who->insured->is.boolean;
	else if (is_informal(deriving, who->type))
		informal->is.boolean = true;
	else if (marked)
		informal->is.boolean = !who->insured->is.boolean;
	else if (is_informal(deriving, who->provider))
		informal->is.boolean = true;
	else if (who->insured->presence == PRESENCE_BLANK && is_written(who->type))
		informal->is.boolean = true;
	else
		informal->presence = who->insured->presence == PRESENCE_BLANK ? PRESENCE_BLANK : PRESENCE_NOT_SUPPLIED;
	return informal->presence == PRESENCE_WRITTEN && informal->is.boolean;
}

/* ---- how often ---- */

static void set_range(const struct deriving *deriving, struct record *service, enum field field, const struct value *source,
		      const struct frequency_range *range)
{
	struct value *value = record_value(service, field);

	derive_from(value, source);
	value->presence = range->known ? PRESENCE_WRITTEN : PRESENCE_BLANK;
	value->is.record = record_new(deriving->document->arena, RECORD_Range, service, field, 0);
	struct value *min = record_value(value->is.record, Range_min), *max = record_value(value->is.record, Range_max);

	*min = *max = value->is.record->self = *value;
	min->is.number = range->min;
	max->is.number = range->max;
}

/* 週3回（月・火・木・金）: both numbers; blank where the cell agrees with itself. A 〃 repeats the cell above, not what is odd in it. */
static void set_contradiction(const struct frequency *frequency, bool repeated, const struct value *source, struct record *service)
{
	bool told = frequency->contradiction && !repeated;
	struct value *said = record_value(service, Service_times_said), *listed = record_value(service, Service_days_listed);

	derive_from(said, source);
	derive_from(listed, source);
	if (source->presence == PRESENCE_NOT_SUPPLIED)
		return;
	said->presence = listed->presence = told ? PRESENCE_WRITTEN : PRESENCE_BLANK;
	said->is.integer = frequency->said;
	listed->is.integer = frequency->listed;
}

static void derive_frequency(struct deriving *deriving, struct record *service)
{
	const struct value *source = record_read(service, Service_frequency);
	struct frequency unbounded = {.kind = FREQUENCY_MISSING};
	const struct frequency *frequency = &unbounded;

	bool repeats = false;

	if (source->presence == PRESENCE_WRITTEN) {
		const struct frequency *read = derive_memory_frequency(deriving->memory, source->is.text);

		repeats = read->kind == FREQUENCY_SAME_AS_ABOVE;
		if (!repeats)
			deriving->above = *read;
		frequency = &deriving->above;
	} else {
		deriving->above = unbounded;
	}
	set_contradiction(frequency, repeats, source, service);
	/* How often a 2泊3日 comes cannot be known, nor what an unknown text means: not supplied. */
	bool understood = frequency->kind != FREQUENCY_NOT_UNDERSTOOD && frequency->kind != FREQUENCY_STAY;

	set_flag(record_value(service, Service_frequency_unknown), source, frequency->kind == FREQUENCY_NOT_UNDERSTOOD);
	if (source->presence == PRESENCE_NOT_SUPPLIED || !understood) {
		record_value(service, Service_per_week)->presence = PRESENCE_NOT_SUPPLIED;
		record_value(service, Service_per_month)->presence = PRESENCE_NOT_SUPPLIED;
		return;
	}
	set_range(deriving, service, Service_per_week, source, &frequency->per_week);
	set_range(deriving, service, Service_per_month, source, &frequency->per_month);
}

void derive_service(struct deriving *deriving, struct record *service)
{
	struct who who = {
		.type = record_read(service, Service_type),
		.insured = record_read(service, Service_insured),
		.provider = record_read(service, Service_provider),
	};

	derive_frequency(deriving, service);
	if (!deriving->memory->tables)
		return;
	if (is_written(who.type))
		who.known = derive_memory_type(deriving->memory, who.type->is.text, deriving->scratch);
	bool informal = derive_informal(deriving, &who, record_value(service, Service_informal));

	derive_type_code(deriving, &who, informal, service);
}
