package main

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/url"
	"runtime/debug"
	"strings"

	"github.com/CycloneDX/cyclonedx-go"

	"traject/web"
)

// sbom prints what this very program consists of: the Go modules that the compiler wrote
// into it, and the packages from which its pages were bundled. It asks the program itself,
// so that it cannot be that of another build.
func sbom(c console) error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return fault(nil, "dit programma is gebouwd zonder lijst van onderdelen.")
	}
	look, err := web.HerkomstVanVormgeving()
	if err != nil {
		return err
	}
	bom := cyclonedx.NewBOM()
	self := cyclonedx.Component{BOMRef: "traject", Type: cyclonedx.ComponentTypeApplication, Name: "traject", Version: version,
		Licenses: licence("EUPL-1.2")}
	bom.Metadata = &cyclonedx.Metadata{Component: &self}
	parts := []cyclonedx.Component{{BOMRef: "pkg:golang/std@" + info.GoVersion, Type: cyclonedx.ComponentTypeLibrary, Name: "std",
		Version: info.GoVersion, PackageURL: "pkg:golang/std@" + strings.TrimPrefix(info.GoVersion, "go")}}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		parts = append(parts, goModule(m))
	}
	for _, p := range look {
		parts = append(parts, npmPackage(p))
	}
	refs := make([]string, len(parts))
	for i, p := range parts {
		refs[i] = p.BOMRef
	}
	bom.Components = &parts
	bom.Dependencies = &[]cyclonedx.Dependency{{Ref: self.BOMRef, Dependencies: &refs}}
	w := cyclonedx.NewBOMEncoder(c.out, cyclonedx.BOMFileFormatJSON).SetPretty(true)
	if err := w.EncodeVersion(bom, cyclonedx.SpecVersion1_6); err != nil {
		return fmt.Errorf("de lijst van onderdelen schrijven: %w", err)
	}
	return nil
}

func goModule(m *debug.Module) cyclonedx.Component {
	ref := "pkg:golang/" + m.Path + "@" + m.Version
	c := cyclonedx.Component{BOMRef: ref, Type: cyclonedx.ComponentTypeLibrary, Name: m.Path, Version: m.Version, PackageURL: ref}
	// The sum of a module is SHA-256 over its list of files, as go.sum has it.
	if sum, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(m.Sum, "h1:")); err == nil && len(sum) == 32 {
		c.Hashes = &[]cyclonedx.Hash{{Algorithm: cyclonedx.HashAlgoSHA256, Value: hex.EncodeToString(sum)}}
	}
	return c
}

func npmPackage(p web.Herkomst) cyclonedx.Component {
	ref := "pkg:npm/" + strings.ReplaceAll(url.PathEscape(p.Naam), "%2F", "/") + "@" + p.Versie
	c := cyclonedx.Component{BOMRef: ref, Type: cyclonedx.ComponentTypeLibrary, Name: p.Naam, Version: p.Versie, PackageURL: ref}
	if p.Licentie != "" {
		c.Licenses = licence(p.Licentie)
	}
	if sum, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(p.Som, "sha512-")); err == nil && len(sum) == 64 {
		c.Hashes = &[]cyclonedx.Hash{{Algorithm: cyclonedx.HashAlgoSHA512, Value: hex.EncodeToString(sum)}}
	}
	return c
}

// licence names a licence by its SPDX id, or an expression of them.
func licence(spdx string) *cyclonedx.Licenses {
	if strings.Contains(spdx, " ") {
		return &cyclonedx.Licenses{{Expression: spdx}}
	}
	return &cyclonedx.Licenses{{License: &cyclonedx.License{ID: spdx}}}
}
