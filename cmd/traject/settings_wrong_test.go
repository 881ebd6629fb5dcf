package main

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// wrongValues holds for every setting a value that cannot be right, with what else has to
// be set for it to matter. A new setting without a line here fails.
func wrongValues(t *testing.T) map[string]map[string]string {
	folder := t.TempDir()
	nonsense := filepath.Join(folder, "onzin")
	if err := os.WriteFile(nonsense, []byte("dit is het niet\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	login := map[string]string{"TRAJECT_OIDC_URL": "https://inloggen.example", "TRAJECT_OIDC_CLIENT_ID": "traject", "TRAJECT_OIDC_CLIENT_SECRET": "geheim",
		"TRAJECT_OIDC_REDIRECT": "https://traject.example/inloggen/terug", "TRAJECT_OIDC_ROLLEN": "a=klantmanager"}
	duo := map[string]string{"TRAJECT_OIN": oinOne, "TRAJECT_DUO_URL": "https://duo.example/v1", "TRAJECT_DUO_OIN": oinTwo, "TRAJECT_DUO_GATEWAY": "ja"}
	ldv := map[string]string{"TRAJECT_LDV_URL": "https://ldv.example/", "TRAJECT_LDV_REGISTER": "https://register.example/"}
	one := func(name, value string, beside ...map[string]string) map[string]string {
		m := map[string]string{}
		for _, b := range beside {
			maps.Copy(m, b)
		}
		m[name] = value
		return m
	}
	other := "9999:van een ander"
	wrong := map[string]map[string]string{}
	for name, w := range map[string]struct {
		value  string
		beside map[string]string
	}{
		"TRAJECT_ADRES": {"overal", nil}, "TRAJECT_DATA": {"", nil}, "TRAJECT_DATABASE": {"mysql://server/traject", nil},
		"TRAJECT_SLEUTELBESTAND": {nonsense, nil}, "TRAJECT_GEMEENTE": {"Leeuwarden", nil}, "TRAJECT_GEMEENTENAAM": {other, nil},
		"TRAJECT_BRIEF_POSTADRES": {other, nil}, "TRAJECT_BRIEF_TELEFOON": {other, nil}, "TRAJECT_BRIEF_WEBSITE": {other, nil},
		"TRAJECT_BELEID": {"nergens", nil}, "TRAJECT_OIN": {"tweemaal-tien-letters", nil}, "TRAJECT_DUO_NOTIFICATIE_OIN": {"twintig letters hier.", nil},
		"TRAJECT_WOORDENLIJST": {nonsense, nil}, "TRAJECT_LOGNIVEAU": {"hard", nil}, "TRAJECT_INSTELLINGEN": {folder + "/weg", nil},
		"TRAJECT_OIDC_URL": {"http://inloggen.example", login}, "TRAJECT_OIDC_CLIENT_ID": {"", login}, "TRAJECT_OIDC_CLIENT_SECRET": {"", login},
		"TRAJECT_OIDC_CLIENT_SECRET_BESTAND": {folder + "/weg", login}, "TRAJECT_OIDC_SLEUTELBESTAND": {nonsense, one("TRAJECT_OIDC_CLIENT_SECRET", "", login)},
		"TRAJECT_OIDC_REDIRECT": {"https://traject.example/", login}, "TRAJECT_OIDC_ROLCLAIM": {"", login}, "TRAJECT_OIDC_ROLLEN": {"a=koning", login},
		"TRAJECT_DUO_URL": {"duo", duo}, "TRAJECT_DUO_OIN": {"12", duo}, "TRAJECT_DUO_CERT": {nonsense, duo}, "TRAJECT_DUO_KEY": {nonsense, duo},
		"TRAJECT_DUO_CA": {nonsense, one("TRAJECT_DUO_GATEWAY", "nee", duo)}, "TRAJECT_DUO_APIS": {"koffie", duo}, "TRAJECT_DUO_LUISTER": {"overal", duo},
		"TRAJECT_DUO_GATEWAY": {"misschien", nil}, "TRAJECT_DUO_WACHTTIJD": {"lang", nil},
		"TRAJECT_URL": {"traject", nil}, "TRAJECT_CONTACT": {"bel ons", nil}, "TRAJECT_PROXY": {"proxy", nil}, "TRAJECT_GRENS_PERSOON": {"veel", nil},
		"TRAJECT_GRENS_ADRES": {"-1", nil}, "TRAJECT_GRENS_INLOGGEN": {"1,5", nil}, "TRAJECT_UITLOOP": {"even", nil}, "TRAJECT_METRICS_ADRES": {"overal", nil},
		"TRAJECT_OTLP_URL": {"otel:4318", nil}, "TRAJECT_LDV_URL": {"http://ldv.example/", ldv}, "TRAJECT_LDV_REGISTER": {"", ldv},
		"TRAJECT_LDV_TOKENBESTAND": {folder + "/weg", ldv}, "TRAJECT_LDV_WACHT": {"1h", ldv}, "TRAJECT_SLEUTELS": {"1940 s1 kort", nil}, "TRAJECT_SLEUTELOPDRACHT": {"/bestaat/niet", nil},
		"TRAJECT_DATABASE_VERBINDINGEN": {"0", nil}, "TRAJECT_DATABASE_WACHTTIJD": {"eeuwig", nil},
	} {
		wrong[name] = one(name, w.value, w.beside)
	}
	return wrong
}

// freeSettings can hold any text; nothing in them is wrong by itself.
var freeSettings = []string{"TRAJECT_OIDC_SLEUTEL_ID", "TRAJECT_OIDC_SCOPES", "TRAJECT_OIDC_GEBRUIKERCLAIM", "TRAJECT_OIDC_TEAMCLAIM", "TRAJECT_OIDC_GEMEENTECLAIM", "TRAJECT_OIDC_BSNCLAIM", "TRAJECT_OIDC_AANBIEDERCLAIM"}

// Each setting with a wrong value is one sentence that names it, exit 1, before anything
// is written.
func TestEverySettingCanBeWrong(t *testing.T) {
	wrong := wrongValues(t)
	for _, s := range settingTable {
		if wrong[s.name] == nil && !slices.Contains(freeSettings, s.name) && s.name != "TRAJECT_DATABASE_EIGENAAR" { // only migrate reads the owner
			t.Errorf("%s has no wrong value here", s.name)
		}
	}
	for name, values := range wrong {
		t.Run(name, func(t *testing.T) {
			data := filepath.Join(t.TempDir(), "data")
			all := map[string]string{"TRAJECT_GEMEENTE": "1940", "TRAJECT_DATA": data, "TRAJECT_ADRES": freeAddress(t)}
			maps.Copy(all, values)
			text := ""
			for k, v := range all {
				text += k + "=" + v + "\n"
			}
			file := filepath.Join(t.TempDir(), "instellingen")
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			args := []string{"serve", "--instellingen", file}
			if name == "TRAJECT_INSTELLINGEN" {
				args[2] = values[name]
			}
			var out, errs bytes.Buffer
			code := run(t.Context(), args, console{nil, &out, &errs})
			word := name
			if name == "TRAJECT_INSTELLINGEN" { // given as an option here
				word = values[name]
			}
			outcome{code: code, stderr: errs.String()}.oneSentence(t, word)
			if _, err := os.Stat(data); err == nil {
				t.Error("something was written")
			}
		})
	}
}

// The owner of the database is read by migrate only, and the sentence names that setting.
func TestOwnerOfTheDatabase(t *testing.T) {
	for name, owner := range map[string]string{"missing": "", "away": "postgres://eigenaar@127.0.0.1:1/traject", "none": "eigenaar"} {
		t.Run(name, func(t *testing.T) {
			trial{env: []string{"TRAJECT_DATABASE=postgres://traject@127.0.0.1:1/traject", "TRAJECT_DATABASE_EIGENAAR=" + owner}}.run(t, "migrate").
				oneSentence(t, "TRAJECT_DATABASE_EIGENAAR")
		})
	}
}
