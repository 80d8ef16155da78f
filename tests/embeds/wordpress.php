<?php
// What WordPress does with snippets, by its own functions and without its database: a list of texts as JSON on the standard
// input becomes such a list on the standard output. The first argument is the folder of its files, the second what is done:
//
//   post    a post is saved by somebody who may not write any HTML (wp_kses_post)
//   oembed  a page that WordPress does not know has answered a pasted link with this HTML (wp_filter_oembed_result)

[, $folder, $what] = $argv;
define( 'ABSPATH', $folder . '/' );
define( 'WPINC', 'wp-includes' );
define( 'WP_DEBUG', false );

function wp_generate_password( $length ) {
	return substr( 'abcdefghijklmnopqrstuvwxyz', 0, $length );
}

foreach ( array( 'compat', 'load', 'plugin', 'functions', 'l10n', 'formatting', 'kses', 'link-template', 'embed', 'class-wp-oembed' ) as $file ) {
	require ABSPATH . WPINC . "/$file.php";
}

// The site's settings, which would come from the database.
$settings = array( 'blog_charset' => 'UTF-8', 'home' => 'https://blog.example', 'siteurl' => 'https://blog.example' );
foreach ( $settings as $name => $value ) {
	add_filter( "pre_option_$name", static fn() => $value );
}

$answer = (object) array( 'type' => 'rich' );
$change = 'oembed' === $what
	? static fn( $html ) => wp_filter_oembed_result( $html, $answer, 'https://example.org/expected-harm/' )
	: static fn( $html ) => wp_kses_post( $html );
echo json_encode( array_map( $change, json_decode( stream_get_contents( STDIN ) ) ) );
