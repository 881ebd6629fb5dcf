package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"traject/kern/begrip"
)

// A login that is set up halfway or wrongly is named in one sentence, before anything starts.
func TestLoginSettings(t *testing.T) {
	good := map[string]string{"TRAJECT_GEMEENTE": "9999", "TRAJECT_OIDC_URL": "https://inloggen.example/", "TRAJECT_OIDC_CLIENT_ID": "traject",
		"TRAJECT_OIDC_CLIENT_SECRET": "geheim", "TRAJECT_OIDC_REDIRECT": "https://traject.example/inloggen/terug",
		"TRAJECT_OIDC_ROLLEN": "inburgering=klantmanager"}
	for name, c := range map[string]struct{ setting, value, names string }{
		"without address":   {"TRAJECT_OIDC_URL", "", "TRAJECT_OIDC_URL"},
		"without https":     {"TRAJECT_OIDC_URL", "http://inloggen.example", "TRAJECT_OIDC_URL"},
		"without name":      {"TRAJECT_OIDC_CLIENT_ID", "", "TRAJECT_OIDC_CLIENT_ID"},
		"without secret":    {"TRAJECT_OIDC_CLIENT_SECRET", "", "TRAJECT_OIDC_CLIENT_SECRET"},
		"redirect by http":  {"TRAJECT_OIDC_REDIRECT", "http://traject.example/inloggen/terug", "TRAJECT_OIDC_REDIRECT"},
		"redirect astray":   {"TRAJECT_OIDC_REDIRECT", "https://traject.example/", "TRAJECT_OIDC_REDIRECT"},
		"without roles":     {"TRAJECT_OIDC_ROLLEN", "", "TRAJECT_OIDC_ROLLEN"},
		"an unknown role":   {"TRAJECT_OIDC_ROLLEN", "a=koning", "TRAJECT_OIDC_ROLLEN"},
		"a role of a house": {"TRAJECT_OIDC_ROLLEN", "a=systeem", "TRAJECT_OIDC_ROLLEN"},
		"without claim":     {"TRAJECT_OIDC_ROLCLAIM", "", "TRAJECT_OIDC_ROLCLAIM"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readSettings("", with(good, c.setting, c.value))
			if err == nil || !strings.Contains(err.Error(), c.names) || strings.Contains(err.Error(), "geheim\"") {
				t.Errorf("%v", err)
			}
		})
	}
}

func with(base map[string]string, name, value string) []string {
	env := []string{name + "=" + value}
	for n, v := range base {
		if n != name {
			env = append(env, n+"="+v)
		}
	}
	return env
}

func TestWordsOfTheMunicipality(t *testing.T) {
	file := filepath.Join(t.TempDir(), "woorden")
	if err := os.WriteFile(file, []byte("ziekte: griep\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{file, file + ".weg"} {
		if _, err := (&settings{Words: path}).words(); err == nil || !strings.Contains(err.Error(), "TRAJECT_WOORDENLIJST") {
			t.Errorf("%s: %v", path, err)
		}
	}
	if err := os.WriteFile(file, []byte("diagnose: griep\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if list, err := (&settings{Words: file}).words(); list == nil || err != nil {
		t.Error(err)
	}
}

func TestLoginFromSettings(t *testing.T) {
	file := filepath.Join(t.TempDir(), "geheim")
	if err := os.WriteFile(file, []byte("uit het bestand\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	env := []string{"TRAJECT_GEMEENTE=9999", "TRAJECT_OIDC_URL=http://127.0.0.1:5556/dex", "TRAJECT_OIDC_CLIENT_ID=traject", "TRAJECT_OIDC_CLIENT_SECRET_BESTAND=" + file,
		"TRAJECT_OIDC_REDIRECT=http://localhost:8080/inloggen/terug", "TRAJECT_OIDC_ROLLEN=a=b=jurist, kring=klantmanager"}
	s, err := readSettings("", env)
	if err != nil {
		t.Fatal(err)
	}
	o, err := s.oidc()
	if err != nil || o.Geheim != "uit het bestand" || o.Gemeente != "9999" || len(o.Rollen) != 2 || o.Rollen[0].Waarde != "a=b" || o.Rollen[1].Rol != begrip.Klantmanager {
		t.Errorf("%+v %v", o, err)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if _, err := s.oidc(); err == nil || !strings.Contains(err.Error(), "TRAJECT_OIDC_CLIENT_SECRET_BESTAND") {
		t.Error(err)
	}
	if s, err = readSettings("", nil); err != nil {
		t.Fatal(err)
	}
	if o, err := s.oidc(); o != nil || err != nil {
		t.Errorf("without settings: %+v %v", o, err)
	}
}
