//go:build bundel

// This file bundles the look of traject: it takes the components of the
// NL Design System from node_modules, our own style and the scripts, and writes
// them to ../bestanden. Run it through `go generate ./web` after `npm ci`; the
// result is committed, so nobody needs npm to install traject.
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"

	"github.com/evanw/esbuild/pkg/api"
)

var (
	gebruikt = regexp.MustCompile(`var\(\s*(--[a-zA-Z0-9_-]+)`)
	gezet    = regexp.MustCompile(`(?m)^\s*(--[a-zA-Z0-9_-]+):\s*([^;]*);`)
)

func main() {
	if err := bundel(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func bundel() error {
	hier, err := os.Getwd()
	if err != nil {
		return err
	}
	bron := hier
	if filepath.Base(hier) != "vormgeving" {
		bron = filepath.Join(hier, "vormgeving")
	}
	doel := filepath.Join(bron, "..", "bestanden")
	if _, err := os.Stat(filepath.Join(bron, "node_modules")); err != nil {
		fmt.Println("web/vormgeving: node_modules is not there, the bundled files stay as they are (npm ci installs it)")
		return nil
	}
	// First without tokens, to learn which tokens the components ask for.
	proef, err := css(bron, nil)
	if err != nil {
		return err
	}
	stijl, err := css(bron, proef)
	if err != nil {
		return err
	}
	script, err := js(bron)
	if err != nil {
		return err
	}
	merk, err := os.ReadFile(filepath.Join(bron, "merk.svg"))
	if err != nil {
		return err
	}
	for naam, inhoud := range map[string][]byte{"traject.css": stijl, "traject.js": script, "merk.svg": merk} {
		if err := os.WriteFile(filepath.Join(doel, naam), inhoud, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// css bundles the style. The theme of 200 kB is cut down to the tokens that are
// asked for in vraag, and those they ask for in turn.
func css(bron string, vraag []byte) ([]byte, error) {
	knip := api.Plugin{Name: "tokens", Setup: func(b api.PluginBuild) {
		b.OnLoad(api.OnLoadOptions{Filter: `voorbeeld-design-tokens[\\/]dist[\\/]theme\.css$`}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			alles, err := os.ReadFile(a.Path)
			if err != nil {
				return api.OnLoadResult{}, err
			}
			tekst := string(nodig(alles, vraag))
			return api.OnLoadResult{Contents: &tekst, Loader: api.LoaderCSS}, nil
		})
	}}
	return bouw(api.BuildOptions{EntryPoints: []string{filepath.Join(bron, "traject.css")}, Plugins: []api.Plugin{knip}})
}

// nodig keeps the tokens of the theme that are used, directly or by each other.
func nodig(thema, vraag []byte) []byte {
	waarden := map[string][]byte{}
	volgorde := []string{}
	for _, m := range gezet.FindAllSubmatch(thema, -1) {
		naam := string(m[1])
		if _, dubbel := waarden[naam]; !dubbel {
			volgorde = append(volgorde, naam)
		}
		waarden[naam] = m[2]
	}
	wil := map[string]bool{}
	var loop func([]byte)
	loop = func(b []byte) {
		for _, m := range gebruikt.FindAllSubmatch(b, -1) {
			if naam := string(m[1]); !wil[naam] {
				wil[naam] = true
				loop(waarden[naam])
			}
		}
	}
	loop(vraag)
	var uit bytes.Buffer
	uit.WriteString(".voorbeeld-theme {\n")
	for _, naam := range volgorde {
		if wil[naam] {
			fmt.Fprintf(&uit, "  %s: %s;\n", naam, waarden[naam])
		}
	}
	uit.WriteString("}\n")
	return uit.Bytes()
}

func js(bron string) ([]byte, error) {
	htmx, err := os.ReadFile(filepath.Join(bron, "node_modules", "htmx.org", "dist", "htmx.min.js"))
	if err != nil {
		return nil, err
	}
	eigen, err := bouw(api.BuildOptions{EntryPoints: []string{filepath.Join(bron, "traject.js")}, Format: api.FormatIIFE})
	if err != nil {
		return nil, err
	}
	return append(append(htmx, '\n'), eigen...), nil
}

func bouw(o api.BuildOptions) ([]byte, error) {
	o.Bundle, o.MinifyWhitespace, o.MinifySyntax, o.Charset, o.LegalComments = true, true, true, api.CharsetUTF8, api.LegalCommentsEndOfFile
	o.Outdir, o.Write = "uit", false
	o.Engines = []api.Engine{{Name: api.EngineChrome, Version: "115"}, {Name: api.EngineFirefox, Version: "115"}, {Name: api.EngineSafari, Version: "16"}}
	r := api.Build(o)
	if len(r.Errors) > 0 {
		return nil, fmt.Errorf("bundling: %s", r.Errors[0].Text)
	}
	return r.OutputFiles[0].Contents, nil
}
